"""What is open or contradictory on the page in front; a click or Enter leads to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.labels import label
from dsfa_app.method.findings import Severity
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from dsfa_app.method.findings import Finding

_ICONS = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("finding", "warning"),
    Severity.NOTE: ("info", "muted"),
}
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_NOTHING = "Auf dieser Seite ist nichts offen."


class _SentenceDelegate(QStyledItemDelegate):
    """Draws a sentence in as many lines as it takes; Qt's own way cuts some off after the last but one."""

    _PADDING = 4
    _TEXT_LEFT = 36

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = option.widget
        width = option.rect.width()
        if isinstance(view, QListWidget):  # the bar may come once the rows are known to need it
            width = view.width() - view.verticalScrollBar().sizeHint().width()
        place = QRect(0, 0, width - 2 * self._PADDING, 0).adjusted(self._TEXT_LEFT, 0, 0, 0)
        needed = option.fontMetrics.boundingRect(place, _WRAPPED, index.data())
        return QSize(width, max(needed.height(), option.decorationSize.height()) + 4 * self._PADDING)

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        place = option.rect.adjusted(self._TEXT_LEFT, 0, -2 * self._PADDING, 0)
        painter.drawText(place, _WRAPPED, index.data())
        painter.restore()


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
        self._list.setItemDelegate(_SentenceDelegate(self._list))
        self._list.setAccessibleName("Offene Punkte dieser Seite")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
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
