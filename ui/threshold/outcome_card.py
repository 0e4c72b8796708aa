"""The computed outcome of the threshold analysis, and which rules it rests on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dsfa_app.labels import label
from dsfa_app.method.threshold import ThresholdOutcome
from dsfa_app.method.threshold_reasons import reasons
from ui.forms.form_page import Card
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.threshold import ThresholdResult
    from ui.forms.context import PageContext

_NEXT = {
    ThresholdOutcome.NOT_REQUIRED: "Begründen Sie den Verzicht unten und geben Sie auf der Seite „Export und "
    "Signatur“ den Vermerk zur Schwellwertanalyse aus.",
    ThresholdOutcome.INCOMPLETE: "Beantworten Sie die offenen Fragen; Vorschläge des Katalogs helfen dabei.",
}
"""What to do next, where the outcome does not simply lead to the next page."""


class OutcomeCard(Card):
    """The outcome as a title, the reasons below it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Ergebnis", "Das Ergebnis wird aus den Antworten berechnet.")
        rules = context.catalogue.threshold_rules
        self._titles = {rule.id: rule.title for rule in rules.values()}
        self._outcome = QLabel()
        set_look(self._outcome, "title")
        self._reasons = QLabel()
        self._reasons.setTextFormat(Qt.TextFormat.RichText)
        self._reasons.setWordWrap(True)
        self._next = QLabel()
        self._next.setWordWrap(True)
        set_look(self._next, "label")
        for words in (self._outcome, self._reasons, self._next):
            self.body.addWidget(words)

    def show_result(self, result: ThresholdResult) -> None:
        """Show this outcome."""
        self._outcome.setText(label(result.outcome))
        paragraphs = (
            f"<p style='margin:0 0 6px 0'>{escape(said)}</p>" for said in reasons(result, self._titles)
        )
        self._reasons.setText("".join(paragraphs))
        self._next.setText(_NEXT.get(result.outcome, ""))
        self._next.setVisible(result.outcome in _NEXT)
