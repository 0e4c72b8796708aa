"""Residual risk: what the measures leave, who accepts it why, and whether the authority must be consulted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.method.findings import Topic
from ui.assessment.page import PageSpec, Phase
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, PerPlatform
from ui.overriding import override
from ui.residual.overview_card import OverallCard, SpreadCard
from ui.residual.remaining_card import RemainingCard
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.judgement import AssessmentView
    from ui.forms.context import PageContext

_CONSULTATION = ("consultation", "requested_on")
_CONSULTATION_CHECK = "high-residual-without-consultation"

_BALANCING = Group(
    title="Abwägung je Plattform",
    items=(PerPlatform(fields=(Field(name="balancing", lines=4),)),),
)
_OVERALL_BALANCING = Group(title="Abwägung im Ganzen", items=(Field(name="decision.balancing", lines=4),))


class ConsultationNotice(QFrame):
    """Says that prior consultation is to be examined, and leads there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "notice")
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self.button = QPushButton("Zur vorherigen Konsultation", self)
        self.button.clicked.connect(lambda: context.navigation.go(Topic.DECISION.value, _CONSULTATION))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_view(self, judged: AssessmentView) -> None:
        """Show the finding, nothing when there is none."""
        found = [item for item in judged.findings if item.check == _CONSULTATION_CHECK]
        self.setVisible(bool(found))
        if found:
            self._sentence.setText(f"{found[0].sentence} ({found[0].norm})")


class ResidualPage(FormPage):
    """The levels, their spread, what stays, and the judgement on it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self.overall = OverallCard(self)
        self.consultation = ConsultationNotice(context, self)
        self.remaining = RemainingCard(context, self)
        self.sections.append(self.remaining)
        self.add_card(self.overall)
        self.overall.body.addWidget(self.consultation)
        self.add_card(self.remaining)
        self.add_group(_BALANCING)
        self.add_group(_OVERALL_BALANCING)
        self.spread = SpreadCard(context.editor.view, self)  # made last: the tab key follows the making
        self.add_card(self.spread)
        self.refresh()

    @override
    def refresh(self, changed: Path = ()) -> None:
        super().refresh(changed)
        judged = self.context.editor.view
        self.overall.show_view(judged)
        self.spread.show_view(judged)
        self.consultation.show_view(judged)

    @override
    def focus_path(self, path: Path) -> bool:
        if super().focus_path(path):
            return True
        if path == _CONSULTATION:
            self.context.navigation.go(Topic.DECISION.value, path)
        elif path[:1] == ("ratings",):
            self.context.navigation.go(Topic.RISKS.value, path)
        else:
            return False
        return True


PAGE = PageSpec(
    id="residual",
    title="Restrisiko",
    phase=Phase.EXECUTION,
    purpose="Prüfen Sie, was nach den Maßnahmen bleibt, und begründen Sie, ob und warum es hingenommen wird.",
    norm="Art.\u00a035 Abs.\u00a07 und Art.\u00a036 DSGVO",
    build=ResidualPage,
)
