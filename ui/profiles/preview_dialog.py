"""What saving a profile would do to the assessments that use it, before anything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.labels import label
from dsfa_app.method.marks import level_mark, score_text
from ui.formatting import count
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dsfa_app.services.profiles import AffectedAssessment

_COLUMNS = ("Plattform", "Risiko", "Sicht", "Bewertung", "Stufe bisher", "Stufe neu")
_RISK_COLUMN = 1
_COLUMN_GAP = 16
_TITLE = Qt.ItemDataRole.UserRole
_NUMBER = Qt.ItemDataRole.UserRole + 1
_MISSING = "fehlt im Profil"


class ProfilePreviewDialog(QDialog):
    """Lists the results that would reach another level; ``confirmed`` says that the user wants to save."""

    confirmed = Signal()

    def __init__(
        self,
        affected: Sequence[AffectedAssessment],
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Vorschau auf das geänderte Risikoprofil")
        self.resize(1040, 560)
        self._affected = affected
        self._titles = titles
        self.summary = self._words(_summary(affected), "label")
        self.kept = self._words(_kept(affected), "muted")
        refused = [item.change.refusal for item in affected if item.change and item.change.refusal]
        self.refusal = self._words(refused[0] if refused else "", "error")
        self.list = self._build_list()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save_button = buttons.addButton("Speichern", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.save_button, "primary")
        self.save_button.setVisible(not refused)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (self.summary, self.kept, self.refusal, self.list, buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self.list.setVisible(self.list.topLevelItemCount() > 0)
        if not self.list.topLevelItemCount():
            layout.insertStretch(3, 1)

    def rows(self) -> list[tuple[str, ...]]:
        """Return what the table says when everything is unfolded, row by row."""
        for group in _children(self.list.invisibleRootItem()):
            group.setExpanded(True)
        return [
            (str(group.data(0, _TITLE)), *(line.text(column) for column in range(len(_COLUMNS))))
            for group in _children(self.list.invisibleRootItem())
            for line in _children(group)
        ]

    def _words(self, text: str, look: str) -> QLabel:
        words = QLabel(text, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setVisible(bool(text))
        set_look(words, look)
        return words

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Bewertungen, die eine andere Stufe erreichen würden")
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(list(_COLUMNS))
        tree.itemExpanded.connect(self._fill)
        for number, item in enumerate(self._affected):
            if item.is_affected:
                self._add_group(tree, number)
        first = tree.topLevelItem(0)
        if first is not None:
            first.setExpanded(True)
        header = tree.header()
        header.setStretchLastSection(False)
        for column in range(tree.columnCount()):
            tree.resizeColumnToContents(column)
            tree.setColumnWidth(column, tree.columnWidth(column) + _COLUMN_GAP)
        header.setSectionResizeMode(_RISK_COLUMN, QHeaderView.ResizeMode.Stretch)
        return tree

    def _add_group(self, tree: QTreeWidget, number: int) -> None:
        """Add the heading of one assessment; its lines are made when it is unfolded."""
        item = self._affected[number]
        change = item.change
        lines = 0 if change is None else len(change.outside) + len(change.changes)
        group = QTreeWidgetItem([f"{item.title}: {count(lines, 'Ergebnis', 'Ergebnisse')}"])
        group.setData(0, _TITLE, item.title)
        group.setData(0, _NUMBER, number)
        group.setSizeHint(0, QSize(0, self.fontMetrics().height() + 14))
        group.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        tree.addTopLevelItem(group)
        tree.setFirstColumnSpanned(tree.indexOfTopLevelItem(group), QModelIndex(), True)

    def _fill(self, group: QTreeWidgetItem) -> None:
        """Add the lines of an assessment that is unfolded for the first time."""
        if group.childCount() or group.parent() is not None:
            return
        lines = self._lines(self._affected[group.data(0, _NUMBER)])
        width = max((self.fontMetrics().horizontalAdvance(texts[0]) for texts in lines), default=0)
        for texts in lines:
            row = QTreeWidgetItem(group, texts)
            row.setToolTip(_RISK_COLUMN, texts[_RISK_COLUMN])
            row.setSizeHint(0, QSize(width, self.fontMetrics().height() + 14))

    def _lines(self, item: AffectedAssessment) -> list[list[str]]:
        change = item.change
        if change is None:
            return []
        outside = [
            [
                found.platform,
                self._risk(found.risk_id),
                found.stored.value,
                score_text(found.score),
                "",
                _MISSING,
            ]
            for found in change.outside
        ]
        return outside + [
            [
                f"{found.platform}, {found.channel}" if found.channel else found.platform,
                self._risk(found.risk_id),
                found.layer.value,
                score_text(found.score),
                level_mark(change.old, found.old_index).text,
                level_mark(change.new, found.new_index).text,
            ]
            for found in change.changes
        ]

    def _risk(self, risk_id: str) -> str:
        title = self._titles.get(risk_id, "")
        return f"{risk_id} {title}" if title else risk_id

    def _accept(self) -> None:
        self.confirmed.emit()
        self.accept()


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for row in range(item.childCount()):
        child = item.child(row)
        if child is not None:
            yield child


def _summary(affected: Sequence[AffectedAssessment]) -> str:
    if not affected:
        return "Keine DSFA verwendet dieses Risikoprofil; es ändert sich keine Bewertung."
    changed = [item for item in affected if item.is_affected]
    if not changed:
        return "In keiner DSFA ändert eine Bewertung ihre Stufe."
    results = sum(len(item.change.changes) for item in changed if item.change)
    outside = sum(len(item.change.outside) for item in changed if item.change)
    if outside:
        missing = count(outside, "Bewertung verwendet", "Bewertungen verwenden")
        return f"{missing} Stufen, die das geänderte Profil nicht hat. Es lässt sich so nicht speichern."
    reach = count(results, "Ergebnis erreicht", "Ergebnisse erreichen")
    return f"{reach} in {count(len(changed), 'DSFA', 'DSFA')} eine andere Stufe."


def _kept(affected: Sequence[AffectedAssessment]) -> str:
    kept = [item for item in affected if item.change is None]
    if not kept:
        return ""
    named = "; ".join(f"„{item.title}“ ({label(item.state)})" for item in kept[:3])
    more = f" und {len(kept) - 3} weitere" if len(kept) > 3 else ""  # noqa: PLR2004 - as above
    return f"Ihre Fassung behalten, weil sie kein Entwurf sind: {named}{more}."
