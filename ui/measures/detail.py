"""The form of one measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.catalogue.own_risks import risks_of
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.errors import NotFoundError
from ui.assessment.page_frame import PageScroller
from ui.forms import options
from ui.forms.context import HelpTopic
from ui.forms.field_row import FieldRow
from ui.forms.form import Form
from ui.forms.options import Option
from ui.forms.spec import Field
from ui.measures.achievement_card import AchievementCard
from ui.measures.effect_row import EffectEditor
from ui.measures.evidence import EvidenceSection
from ui.measures.risk_choice import RiskChoice
from ui.style_sheet import set_look
from ui.view_models.measures import achievement

if TYPE_CHECKING:
    from dsfa_app.domain.measure import Measure
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext
    from ui.forms.editors import ValueEditor


def _is_rejected(measure: Measure) -> bool:
    return measure.state is MeasureState.REJECTED


_FIRST = (
    Field(name="state"),
    Field(name="rejection_reason", lines=2, only_if=_is_rejected),
    Field(name="title"),
    Field(name="description", lines=3),
    Field(name="type"),
    Field(name="documentary"),
)
_LAST = (
    Field(name="platform_ids", options=options.platforms),
    Field(name="owner"),
    Field(name="department", options=options.departments, is_free=True),
    Field(name="due_on"),
    Field(name="note", lines=2),
)


def _step_words(effect: int) -> str:
    return f"−{-effect}" if effect else "unverändert"


_EFFECTS = ("severity_effect", "likelihood_effect")


class MeasureDetail(QFrame):
    """Everything about one measure. ``closed`` asks to put it away, ``removal_requested`` to remove it."""

    closed = Signal()
    removal_requested = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "side")
        self._context = context
        self.measure_id = ""
        self._forms: tuple[Form, ...] = ()
        self._rows: dict[str, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._build_bar()
        self._scroller = PageScroller(self)
        self._layout.addWidget(self._scroller, 1)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being fingerprinted for the measure shown."""
        return bool(self._forms) and self.evidence.is_busy

    def show_measure(self, measure_id: str) -> None:
        """Show this measure."""
        if measure_id == self.measure_id:
            return
        self.measure_id = measure_id
        if not self._forms:
            self._build_body()
        else:
            for form in self._forms:
                form.show_record(self._path)
        self.evidence.show_measure(measure_id)
        self.refresh()
        self._scroller.verticalScrollBar().setValue(0)

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        try:
            measure: Measure = self._context.editor.value(self._path)
        except (NotFoundError, KeyError):
            return  # removed meanwhile; the page puts the detail away
        self._title.setText(f"{measure.catalogue_id} {measure.title}".strip() or "Neue Maßnahme")
        for form in self._forms:
            form.refresh(changed)
        risks = risks_of(self._context.editor.assessment, self._context.catalogue).values()
        self._risks.offer(tuple(Option(risk.id, f"{risk.id} {risk.title}") for risk in risks))
        for name, row in self._rows.items():
            row.show_comments(self._context.editor.comments.open_below((*self._path, name)))
        self._rows["risk_ids"].show_value(measure.risk_ids)
        for name in _EFFECTS:
            self._rows[name].show_value(getattr(measure, name))
            self._rows[name].setVisible(not measure.documentary)
        self._show_proposal(measure)
        self.evidence.refresh(changed)
        judged = self._context.editor.view
        self.achievement.show_achievement(
            achievement(measure, judged),
            judged,
            documentary=measure.documentary,
            is_proven=measure.state is MeasureState.PROVEN,
        )

    def effect_row(self, name: str) -> FieldRow:
        """Return the row of an effect, ``severity_effect`` or ``likelihood_effect``."""
        return self._rows[name]

    def enter(self) -> None:
        """Put the keyboard into the first field."""
        self.focus_path((*self._path, "state"))

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether the form has it."""
        name = path[2] if len(path) > 2 else ""  # noqa: PLR2004 - collection, id, field
        if name in self._rows:
            self._rows[name].editor.setFocus()
        elif not (any(form.focus_path(path) for form in self._forms) or self.evidence.focus_path(path)):
            return False
        self._scroller.reveal(self.focusWidget())
        return True

    @property
    def _path(self) -> Path:
        return ("measures", self.measure_id)

    def _build_bar(self) -> None:
        bar = QFrame(self)
        set_look(bar, "bar")
        self._title = QLabel(bar)
        self._title.setWordWrap(True)
        set_look(self._title, "heading")
        remove = QPushButton("Entfernen", bar)
        remove.setAccessibleName("Maßnahme entfernen")
        remove.clicked.connect(lambda: self.removal_requested.emit(self.measure_id))
        close = QPushButton("Schließen", bar)
        close.setAccessibleName("Maßnahme schließen")
        close.setToolTip("Maßnahme schließen (Esc)")
        close.clicked.connect(self.closed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        for button in (remove, close):
            set_look(button, "flat")
            row.addWidget(button)
        self._layout.addWidget(bar)

    def _build_body(self) -> None:
        body = QWidget(self._scroller)
        set_look(body, "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(16)
        first = Form(self._context, _FIRST, self._path, parent=body)
        column.addWidget(first)
        self._proposal = QLabel(body)
        set_look(self._proposal, "muted")
        effects = QHBoxLayout()
        effects.setSpacing(16)
        for name in _EFFECTS:
            effects.addWidget(self._row(name, EffectEditor(body), body))
        effects.addStretch(1)
        column.addLayout(effects)
        column.addWidget(self._proposal)
        self.achievement = AchievementCard(body)
        column.addWidget(self.achievement)
        self._risks = RiskChoice(body)
        column.addWidget(self._row("risk_ids", self._risks, body))
        last = Form(self._context, _LAST, self._path, parent=body)
        column.addWidget(last)
        self.evidence = EvidenceSection(self._context, body)
        column.addWidget(self.evidence)
        column.addStretch(1)
        self._forms = (first, last)
        self._scroller.setWidget(body)

    def _row(self, name: str, editor: ValueEditor, parent: QWidget) -> FieldRow:
        text = self._context.texts.field(f"Measure.{name}")
        row = FieldRow(replace(text, norm="", hint="") if name in _EFFECTS else text, editor, parent)

        def edited(value: object) -> None:
            self._context.editor.set_value((*self._path, name), value, text.label)

        def help_wanted() -> None:
            self._context.help.show(
                HelpTopic(title=text.label, text=text.help, norm=text.norm, path=(*self._path, name))
            )

        row.edited.connect(edited)
        row.focused.connect(help_wanted)
        row.comments_wanted.connect(self._context.help.show_comments)
        self._context.rights.lock_row(row, ("measures", "-", name))
        self._rows[name] = row
        return row

    def _show_proposal(self, measure: Measure) -> None:
        known = self._context.catalogue.measures.get(measure.catalogue_id)
        self._proposal.setVisible(known is not None and not measure.documentary)
        if known is not None:
            self._proposal.setText(
                f"Vorschlag des Katalogs: Schwere {_step_words(known.effect.severity)}, "
                f"Wahrscheinlichkeit {_step_words(known.effect.likelihood)}."
            )
