"""Rating many risks on many platforms at once: choose, look at the preview, apply in one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.errors import DsfaError
from dsfa_app.method.bulk_rating import Reach, with_changes
from dsfa_app.services.bulk_rating import BulkWish, Origin, changes_of, rows_of
from ui.assessment.page_frame import PageScroller
from ui.formatting import count
from ui.forms.choice_editors import AnswerEditor
from ui.forms.field_row import FieldRow
from ui.forms.options import Option
from ui.forms.text_editors import TextEditor
from ui.measures.risk_choice import RiskChoice
from ui.risks.score_choice import ScoreChoice
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from ui.forms.context import PageContext

_TITLE = "Mehrere Risiken bewerten"
_STEP = "Sammelbewertung"
_COLUMNS = ("Plattform", "Risiko", "Ebene", "bisher", "neu", "")
_RISK_COLUMN = 1
_COLUMN_GAP = 8
_CELL_PADDING = 24
_LIST_ROWS = 4
_SIZE = QSize(1200, 680)
_WINDOW_EDGE = QSize(48, 64)
"""What the dialog leaves of a window in which it has little room, on a screen at 200 per cent."""
_LEFT = 340
"""Least width in pixels of the choices; a note that wraps there keeps the dialog low."""
_NOTES = {
    Origin.SAME: "Gilt die Begründung für mehrere Plattformen, trägt sie den Vermerk „Übernommen von der "
    "gemeinsamen Bewertung“, bis Sie sie je Plattform geprüft haben.",
    Origin.COPY: "Begründungen tragen den Vermerk „Übernommen von …“, bis Sie sie je Plattform geprüft "
    "haben. Quellen und Abweichungen bleiben bei ihrer Plattform.",
    Origin.PROPOSALS: "Vorschlag: Die Werte gelten den Risiken im Allgemeinen. Jede Begründung trägt den "
    "Vermerk „Vorschlag des Katalogs, noch zu prüfen“.",
}


class BulkRatingDialog(QDialog):
    """Shows at once what a choice would change. ``confirmed`` carries the wish the user agreed to."""

    confirmed = Signal(object)

    def __init__(self, context: PageContext, start: BulkWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_TITLE)
        self.resize(_SIZE if parent is None else _SIZE.boundedTo(parent.size() - _WINDOW_EDGE))
        self._context = context
        self._judged = context.editor.view
        self._applicable, self._reason = start.applicable, start.reason
        self._build_choices(start)
        self._build_preview()
        scroller = PageScroller(self)
        body = QWidget(scroller)
        set_look(body, "page")
        left = QVBoxLayout(body)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(8)
        left.addWidget(_caption("Woher", self.origin))
        left.addWidget(self.origin)
        left.addWidget(self._note)
        left.addWidget(self._same)
        left.addWidget(self.source)
        left.addLayout(self._risk_heading())
        left.addWidget(self.risks)
        left.addWidget(_caption("Plattformen", self.platforms))
        left.addWidget(self.platforms)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._reach_row())
        right.addWidget(self.summary)
        right.addWidget(self.list, 1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        scroller.setWidget(body)
        scroller.setMinimumWidth(_LEFT + 24)
        columns.addWidget(scroller)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(columns, 1)
        layout.addWidget(self._buttons())
        self._origin_chosen()

    @property
    def wish(self) -> BulkWish:
        """What is chosen now."""
        return BulkWish(
            origin=self.origin.currentData(),
            risk_ids=self._risk_ids,
            platform_ids=self._platform_ids,
            reach=Reach.ALL if self.overwrite.isChecked() else Reach.OPEN,
            source_id=self.source.currentData() or "",
            applicable=self._applicable,
            gross=self.gross.score,
            reason=self._reason,
        )

    def rows(self) -> list[tuple[str, ...]]:
        """Return what the preview says, row by row."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        columns = range(self.list.columnCount())
        return [tuple(item.text(column) for column in columns) for item in items if item is not None]

    def _build_choices(self, start: BulkWish) -> None:
        self.origin = _box(self, "Woher")
        for origin in Origin:
            self.origin.addItem(origin.value, origin)
        self.origin.setCurrentIndex(self.origin.findData(start.origin))
        self.origin.activated.connect(self._origin_chosen)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        set_look(self._note, "muted")
        self._note.setMinimumWidth(_LEFT)
        self.source = _box(self, "Plattform, von der übernommen wird")
        for use in self._judged.assessment.platforms:
            self.source.addItem(use.name or use.id, use.id)
        self.source.setCurrentIndex(max(0, self.source.findData(start.source_id)))
        self.source.activated.connect(self._preview)
        self._same = self._same_rating(start)
        self._risk_ids, self._platform_ids = start.risk_ids, start.platform_ids
        self.risks = self._choice(
            "Risiken",
            tuple(Option(risk.id, f"{risk.id} {risk.title}") for risk in self._judged.risks.values()),
            start.risk_ids,
        )
        self.platforms = self._choice(
            "Plattformen",
            tuple(Option(use.id, use.name or use.id) for use in self._judged.assessment.platforms),
            start.platform_ids,
        )
        self.risks.edited.connect(self._risks_chosen)
        self.platforms.edited.connect(self._platforms_chosen)

    def _choice(self, name: str, options: tuple[Option, ...], chosen: tuple[str, ...]) -> RiskChoice:
        choice = RiskChoice(self, rows=min(_LIST_ROWS, len(options)))
        choice.set_name(name, "Leertaste kreuzt an")
        choice.offer(options)
        choice.show_value(chosen)
        return choice

    def _same_rating(self, start: BulkWish) -> QFrame:
        frame = QFrame(self)
        texts = self._context.texts
        self.applicable = AnswerEditor(frame)
        text = texts.field("Rating.applicable")
        applies = FieldRow(replace(text, norm="", hint=""), self.applicable, frame)
        applies.show_value(start.applicable)
        applies.edited.connect(self._answered)
        self.gross = ScoreChoice(self._judged.profile, "– bitte wählen –", frame)
        self.gross.setAccessibleName(texts.field("Rating.gross").label)
        self.gross.show_score(start.gross)
        self.gross.activated.connect(self._preview)
        self.reason = TextEditor(2, frame)
        text = texts.field("Rating.reason")
        reason = FieldRow(replace(text, norm="", hint=""), self.reason, frame)
        reason.show_value(start.reason)
        reason.edited.connect(self._typed)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (applies, _caption(self.gross.accessibleName(), self.gross), self.gross, reason):
            column.addWidget(widget)
        return frame

    def _reach_row(self) -> QHBoxLayout:
        self._reach = QButtonGroup(self)
        self.only_open = QRadioButton(Reach.OPEN.value, self)
        self.overwrite = QRadioButton(Reach.ALL.value, self)
        self.only_open.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        for button in (self.only_open, self.overwrite):
            self._reach.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._reach.buttonClicked.connect(self._preview)
        return row

    def _risk_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(_caption("Risiken", self.risks), 1)
        for name, all_of_them in (("Alle Risiken", True), ("Kein Risiko", False)):
            button = QPushButton(name, self)
            set_look(button, "flat")
            button.clicked.connect(lambda _checked=False, wanted=all_of_them: self._tick(wanted=wanted))
            row.addWidget(button)
        return row

    def _build_preview(self) -> None:
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName("Vorschau: Bewertungen bisher und neu")
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(list(_COLUMNS))
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_RISK_COLUMN, QHeaderView.ResizeMode.Stretch)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton("Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _origin_chosen(self) -> None:
        origin = self.origin.currentData()
        self._note.setText(_NOTES[origin])
        self._same.setVisible(origin is Origin.SAME)
        self.source.setVisible(origin is Origin.COPY)
        self._preview()

    def _answered(self, answer: Answer) -> None:
        self._applicable = answer
        self.gross.setEnabled(answer is Answer.YES)
        self._preview()

    def _typed(self, text: str) -> None:
        self._reason = text
        self._preview()

    def _risks_chosen(self, chosen: tuple[str, ...]) -> None:
        self._risk_ids = chosen
        self._preview()

    def _platforms_chosen(self, chosen: tuple[str, ...]) -> None:
        self._platform_ids = chosen
        self._preview()

    def _tick(self, *, wanted: bool) -> None:
        self._risk_ids = tuple(self._judged.risks) if wanted else ()
        self.risks.show_value(self._risk_ids)
        self._preview()

    def _preview(self) -> None:
        """Show what the choice would change, or why it changes nothing yet."""
        self.list.clear()
        try:
            changes = changes_of(self.wish, self._judged, self._judged.assessment)
        except DsfaError as error:
            self.summary.setText(str(error))
            self.accept_button.setEnabled(False)
            return
        rows = rows_of(changes, self._judged)
        metrics = self.fontMetrics()
        for row in rows:
            item = QTreeWidgetItem([*row[:-1], "überschreibt" if row.overwrites else ""])
            wide = metrics.horizontalAdvance(row.platform) + _CELL_PADDING
            item.setSizeHint(0, QSize(wide, metrics.height() + 12))
            item.setToolTip(_RISK_COLUMN, row.risk)
            self.list.addTopLevelItem(item)
        for column in range(self.list.columnCount()):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + _COLUMN_GAP)
        self.summary.setText(_summary(len(changes), sum(change.overwrites for change in changes)))
        self.accept_button.setEnabled(bool(rows))

    def _accept(self) -> None:
        self.confirmed.emit(self.wish)
        self.accept()


def _summary(number: int, overwritten: int) -> str:
    if not number:
        return "Mit dieser Auswahl ändert sich nichts. Wählen Sie andere Risiken oder Plattformen."
    sets = count(number, "Bewertung wird gesetzt", "Bewertungen werden gesetzt")
    over = f", davon {overwritten} überschrieben" if overwritten else ""
    return f"{sets}{over}. „Rückgängig“ nimmt alles in einem Schritt zurück."


def _box(parent: QWidget, name: str) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _caption(text: str, buddy: QWidget) -> QLabel:
    caption = QLabel(text)
    set_look(caption, "label")
    caption.setBuddy(buddy)
    return caption


def ask_for_ratings(context: PageContext, parent: QWidget, start: BulkWish) -> None:
    """Open the bulk rating; what the user agrees to becomes one step of undo."""
    editor = context.editor

    def confirmed(wish: BulkWish) -> None:
        def changed(assessment: Assessment) -> Assessment:
            return with_changes(assessment, changes_of(wish, editor.view, assessment))

        editor.apply(_STEP, changed, ("ratings",))

    dialog = BulkRatingDialog(context, start, parent.window())
    dialog.confirmed.connect(confirmed)
    dialog.open()
