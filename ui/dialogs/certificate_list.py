"""The certificates one can choose to sign with, each with its issuer, its end and its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.formatting import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporters.signature.smart_card import CardKey
    from exporters.signature.windows_store import StoreKey

_COLUMNS = ("Name", "Aussteller", "gültig bis")
_HEIGHT = 130


class CertificateList(QTreeWidget):
    """A list of certificates; ``choice_changed`` says that another one, or none, is chosen."""

    choice_changed = Signal()

    def __init__(self, name: str, *, has_cards: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels([*_COLUMNS, "Karte"] if has_cards else _COLUMNS)
        self.setRootIsDecorated(False)
        self.setMinimumHeight(_HEIGHT)
        header = self.header()
        header.setStretchLastSection(False)
        for column in range(self.columnCount()):
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents if column else QHeaderView.ResizeMode.Stretch
            )
        self.currentItemChanged.connect(lambda _now, _former: self.choice_changed.emit())

    @property
    def position(self) -> int:
        """Which of the certificates shown is chosen, -1 while there is none."""
        item = self.currentItem()
        return -1 if item is None else self.indexOfTopLevelItem(item)

    def show_keys(self, keys: Sequence[CardKey] | Sequence[StoreKey]) -> None:
        """Show these certificates and choose the first."""
        self.clear()
        for key in keys:
            texts = [key.name, key.issuer, format_date(key.valid_until.date()), getattr(key, "label", "")]
            item = QTreeWidgetItem(self, texts[: self.columnCount()])
            for column in range(self.columnCount()):
                item.setToolTip(column, texts[column])
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, key.obstacle)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)
        self.choice_changed.emit()
