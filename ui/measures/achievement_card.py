"""Which risks get lower by a measure: before and after, risk by risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dsfa_app.method.marks import level_mark
from ui.formatting import count
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.services.judgement import AssessmentView
    from ui.view_models.measures import Achievement, Change


_PROVEN = "Sie ist nachgewiesen: Auch das nachgewiesene Restrisiko rechnet so."
_NOT_PROVEN = "Das nachgewiesene Restrisiko sinkt erst mit dem Stand „nachgewiesen“."


class AchievementCard(QFrame):
    """Says in words what a measure achieves beside the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self._title = QLabel(self)
        set_look(self._title, "label")
        self._lines = QLabel(self)
        self._lines.setWordWrap(True)
        self._lines.setAccessibleName("Wirkung der Maßnahme")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._lines)

    def show_achievement(
        self, achieved: Achievement, judged: AssessmentView, *, documentary: bool, is_proven: bool
    ) -> None:
        """Show which levels the measure lowers, and whether the proven residual risk follows."""
        self._title.setText(
            "Was sie bewirken würde" if achieved.is_hypothetical else "Was sie bewirkt (Zusatzrisiko geplant)"
        )
        self._lines.setText(
            "\n".join(self._sentences(achieved, judged, documentary=documentary, is_proven=is_proven))
        )

    def text(self) -> str:
        """Return what is shown."""
        return self._lines.text()

    def _sentences(
        self, achieved: Achievement, judged: AssessmentView, *, documentary: bool, is_proven: bool
    ) -> list[str]:
        if documentary:
            return [
                "Eine dokumentierende Maßnahme erfüllt Pflichten, senkt für sich allein aber kein Risiko."
            ]
        by_risk: dict[str, list[Change]] = {}
        for change in achieved.changes:
            by_risk.setdefault(change.risk_id, []).append(change)
        sentences = [self._line(risk_id, changes, judged) for risk_id, changes in by_risk.items()]
        if achieved.without_effect:
            rated = count(achieved.without_effect, "Bewertung", "Bewertungen")
            sentences.append(
                f"Auf {rated} wirkt sie nicht zusätzlich: Die Stufe ist schon die niedrigste, oder andere "
                "Maßnahmen senken bereits so weit wie möglich."
            )
        if achieved.changes:
            sentences.append(_PROVEN if is_proven else _NOT_PROVEN)
        if achieved.unrated:
            rated = count(achieved.unrated, "Bewertung ist", "Bewertungen sind")
            sentences.append(f"{rated} noch offen, dort zeigt sich die Wirkung später.")
        return sentences or ["Sie behandelt noch kein Risiko dieser DSFA. Bitte unten Risiken wählen."]

    @staticmethod
    def _line(risk_id: str, changes: list[Change], judged: AssessmentView) -> str:
        names = {use.id: use.name or use.id for use in judged.assessment.platforms}

        def words(score: Score) -> str:
            return level_mark(judged.profile, judged.profile.level_index(score), score).text

        parts = [f"{names[item.platform_id]} {words(item.before)} → {words(item.after)}" for item in changes]
        return f"{risk_id} {judged.risks[risk_id].title}: {'; '.join(parts)}"
