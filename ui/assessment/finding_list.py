"""What is open or contradictory on the page in front; a click or Enter leads to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dsfa_app.labels import label
from dsfa_app.method.findings import Severity
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.method.findings import Finding

_ICONS = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("finding", "warning"),
    Severity.NOTE: ("info", "muted"),
}
_NOTHING = "Auf dieser Seite ist nichts offen."


class FindingList(QFrame):
    """The findings of one page; ``chosen`` carries the path of the field a finding is about."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "side")
        self._shown: tuple[Finding, ...] = ()
        self._heading = QLabel()
        set_look(self._heading, "phase")
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName("Offene Punkte dieser Seite")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setSpacing(2)
        set_look(self._list, "findings")
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._nothing = QLabel(_NOTHING)
        self._nothing.setWordWrap(True)
        set_look(self._nothing, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._nothing)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        self.show_findings(())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings, the weightiest first."""
        order = list(Severity)
        shown = tuple(sorted(findings, key=lambda item: order.index(item.severity)))
        self._heading.setText(f"Offene Punkte ({len(shown)})" if shown else "Offene Punkte")
        self._nothing.setVisible(not shown)
        self._list.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        self._list.clear()
        for finding in shown:
            item = QListWidgetItem(icon(*_ICONS[finding.severity]), finding.sentence)
            item.setToolTip(f"{label(finding.severity)} · {finding.norm}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label(finding.severity)}: {finding.sentence}")
            item.setData(Qt.ItemDataRole.UserRole, finding.path)
            self._list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(tuple(item.data(Qt.ItemDataRole.UserRole)))
