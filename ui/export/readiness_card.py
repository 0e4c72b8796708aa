"""What is still missing before the document can be released: every open point leads to its field."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from dsfa_app.labels import label
from dsfa_app.method.findings import PageStatus, Severity
from ui.formatting import count
from ui.forms.form_page import Card
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.findings import Finding, Topic
    from dsfa_app.services.judgement import AssessmentView
    from ui.forms.context import PageContext

_ICONS = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("finding", "warning"),
    Severity.NOTE: ("info", "text"),
}
_NAMES = {
    Severity.ERROR: ("Fehler", "Fehler"),
    Severity.WARNING: ("Warnung", "Warnungen"),
    Severity.NOTE: ("Hinweis", "Hinweise"),
}
_VISIBLE_ROWS = 10
_NOTE = "Ein Entwurf lässt sich jederzeit exportieren. Fehler stehen einer Freigabe entgegen."


class ReadinessCard(Card):
    """Numbers and the list of findings, the weightiest first and page by page under headings."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("Vollständigkeit", _NOTE, parent)
        self._context = context
        self._shown: tuple[Finding, ...] | None = None
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        set_look(self.summary, "label")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Befunde")
        self.list.setAccessibleDescription("Enter führt zum Feld.")
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_VISIBLE_ROWS * (self.fontMetrics().height() + 12) + 4)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.list)

    def show_view(self, judged: AssessmentView) -> None:
        """Show what is open in this assessment."""
        pages = list(judged.completeness.values())
        done = sum(status is PageStatus.COMPLETE for status in pages)
        order = list(Severity)
        findings = tuple(sorted(judged.findings, key=lambda item: order.index(item.severity)))
        if findings == self._shown:
            return
        self._shown = findings
        self.summary.setText(f"{done} von {len(pages)} Seiten vollständig. {_numbers(findings)}")
        self.list.setVisible(bool(findings))
        self.list.clear()
        for (severity, topic), together in groupby(findings, lambda item: (item.severity, item.topic)):
            group = tuple(together)
            self.list.addItem(self._heading(topic, count(len(group), *_NAMES[severity])))
            for finding in group:
                self.list.addItem(self._item(finding))

    def _heading(self, topic: Topic, numbers: str) -> QListWidgetItem:
        item = QListWidgetItem(f"{label(topic)}: {numbers}")
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(Qt.ItemDataRole.UserRole, (topic.value,))
        font = self.list.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(self.palette().windowText())
        return item

    @staticmethod
    def _item(finding: Finding) -> QListWidgetItem:
        item = QListWidgetItem(icon(*_ICONS[finding.severity]), finding.sentence)
        item.setToolTip(f"{finding.sentence}\n{label(finding.severity)} · {finding.norm}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label(finding.severity)}: {finding.sentence}")
        item.setData(Qt.ItemDataRole.UserRole, (finding.topic.value, *finding.path))
        return item

    def _go(self, item: QListWidgetItem) -> None:
        topic, *path = item.data(Qt.ItemDataRole.UserRole)
        self._context.navigation.go(topic, tuple(path))


def _numbers(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "Es ist nichts offen."
    parts = []
    for severity, (one, many) in _NAMES.items():
        number = sum(item.severity is severity for item in findings)
        if number:
            parts.append(count(number, one, many))
    return f"{', '.join(parts)}."
