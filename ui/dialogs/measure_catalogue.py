"""Choosing measures from the catalogue: what serves the high and open risks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.formatting import count
from ui.style_sheet import set_look
from ui.view_models.measure_table import effect_words
from ui.view_models.measures import from_catalogue, suggestions

if TYPE_CHECKING:
    from dsfa_app.services.judgement import AssessmentView
    from ui.view_models.measures import Suggestion

_NOTE = (
    "Wirkungen sind Vorschläge und können danach geändert werden. Zuerst stehen die Maßnahmen, die am "
    "meisten hohe und offene Risiken behandeln."
)
_ALL_TAKEN = (
    "Alle Maßnahmen des Katalogs sind schon übernommen. Was fehlt, fügen Sie als eigene Maßnahme hinzu."
)
_NOTHING_FOUND = "Keine Maßnahme passt zur Suche. Ändern oder leeren Sie das Suchfeld."
_ID = Qt.ItemDataRole.UserRole


class MeasureCatalogueDialog(QDialog):
    """Offers the measures the assessment does not have yet; ``chosen`` carries the ids of the ticked ones."""

    chosen = Signal(tuple)

    def __init__(self, judged: AssessmentView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Maßnahmen aus dem Katalog")
        self.resize(880, 620)
        self._judged = judged
        note = QLabel(_NOTE, self)
        note.setWordWrap(True)
        set_look(note, "muted")
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Suchen, zum Beispiel „Mehrfaktor“ oder „R16“")
        self.search.setAccessibleName("Maßnahmen des Katalogs suchen")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = self._build_list()
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._empty, "muted")
        self._detail = QLabel(self)
        self._detail.setWordWrap(True)
        self._detail.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = self._buttons.addButton("Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (note, self.search, self.list, self._empty, self._detail, self._buttons):
            layout.addWidget(widget, 1 if widget in (self.list, self._empty) else 0)
        self._show_emptiness()
        self._count()
        self.search.setFocus()

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the ticked measures."""
        return tuple(
            item.data(0, _ID) for item in self.items() if item.checkState(0) is Qt.CheckState.Checked
        )

    def items(self) -> list[QTreeWidgetItem]:
        """Return the rows of the list, hidden ones included."""
        found = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Maßnahmen des Katalogs")
        tree.setAccessibleDescription("Die Leertaste wählt eine Maßnahme aus.")
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(["Maßnahme", "Wirkung (Vorschlag)", "behandelt"])
        row = QSize(0, self.fontMetrics().height() + 14)
        for suggestion in suggestions(self._judged):
            item = self._item(suggestion)
            item.setSizeHint(0, row)
            tree.addTopLevelItem(item)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        tree.itemChanged.connect(self._count)
        tree.currentItemChanged.connect(self._describe)
        return tree

    @staticmethod
    def _item(suggestion: Suggestion) -> QTreeWidgetItem:
        measure = suggestion.measure
        parts = [count(suggestion.high, "hohes Risiko", "hohe Risiken")] if suggestion.high else []
        if suggestion.open:
            parts.append(f"{suggestion.open}\u00a0offene")
        needed = ", ".join(parts) or "–"
        effect = _effect_words(suggestion)
        item = QTreeWidgetItem([f"{measure.id} {measure.title}", effect, needed])
        item.setData(0, _ID, measure.id)
        item.setToolTip(0, measure.title)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setData(
            0,
            Qt.ItemDataRole.AccessibleTextRole,
            f"{measure.id} {measure.title}, {effect}, behandelt {needed}",
        )
        return item

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self.items():
            measure = self._judged.catalogue.measures[item.data(0, _ID)]
            where = f"{measure.id} {measure.title} {measure.description} {' '.join(measure.risks)}".casefold()
            item.setHidden(not all(word in where for word in words))
        self._show_emptiness()

    @property
    def emptiness(self) -> str:
        """Why there is nothing to tick, empty where there is something."""
        return self._empty.text()

    def _show_emptiness(self) -> None:
        items = self.items()
        is_empty = all(item.isHidden() for item in items)
        self._empty.setText((_NOTHING_FOUND if items else _ALL_TAKEN) if is_empty else "")
        self._empty.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        self.search.setEnabled(bool(items))

    def _count(self) -> None:
        number = len(self.ticked())
        self.accept_button.setEnabled(number > 0)
        words = count(number, "Maßnahme", "Maßnahmen")
        self.accept_button.setText(f"{words} übernehmen" if number else "Maßnahmen übernehmen")

    def _describe(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            measure = self._judged.catalogue.measures[item.data(0, _ID)]
            self._detail.setText(f"{measure.description} Behandelt {', '.join(measure.risks)}.")

    def _accept(self) -> None:
        self.chosen.emit(self.ticked())
        self.accept()


def _effect_words(suggestion: Suggestion) -> str:
    return effect_words(from_catalogue(suggestion.measure, suggestion.measure.id))
