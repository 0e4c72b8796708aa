"""What the grid shows: the view on the risks, which of them, in which order, on which platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from dsfa_app.method.marks import Layer
from dsfa_app.services.bulk_rating import Origin
from ui.style_sheet import set_look
from ui.view_models.risk_grid import GridView, RowFilter, RowOrder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum

    from dsfa_app.domain.presence import PlatformUse

_HINTS = {
    Layer.BASELINE: "Besteht auf der Plattform auch ohne Ihren Auftritt",
    Layer.GROSS: "Was Ihr Auftritt hinzufügt, vor allen Maßnahmen",
    Layer.PLANNED: "Was mit den geplanten, umgesetzten und nachgewiesenen Maßnahmen bleibt",
    Layer.PROVEN: "Was allein mit den nachgewiesenen Maßnahmen bleibt",
}


class GridBar(QWidget):
    """Four views as buttons, three lists beside them; ``changed`` says that the choice is another one.

    ``own_risks_wanted`` asks for the body's own risks, ``bulk_wanted`` for a rating of many risks at once; it
    carries where that begins.
    """

    changed = Signal()
    own_risks_wanted = Signal()
    bulk_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: dict[Layer, QPushButton] = {}
        self._group = QButtonGroup(self)
        views = QHBoxLayout()
        views.setSpacing(8)
        for layer in Layer:
            views.addWidget(self._layer_button(layer))
        views.addStretch(1)
        self.rows = self._list("Welche Risiken", RowFilter)
        self.order = self._list("Reihenfolge", RowOrder)
        self.platform = QComboBox()
        self.platform.setAccessibleName("Plattform")
        self.platform.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.platform.setMinimumContentsLength(14)
        self.platform.activated.connect(self.changed)
        self._lists = QWidget()
        lists = QHBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(8)
        for box in (self.rows, self.platform, self.order):
            lists.addWidget(box)
        lists.addStretch(1)
        lists.addWidget(self._more_button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(views)
        layout.addWidget(self._lists)

    @property
    def chosen(self) -> GridView:
        """What the user wants to see."""
        return GridView(
            layer=next(layer for layer, button in self._layers.items() if button.isChecked()),
            rows=self.rows.currentData(),
            order=self.order.currentData(),
            platform_id=self.platform.currentData() or "",
        )

    def layer_button(self, layer: Layer) -> QPushButton:
        """Return the button of a view."""
        return self._layers[layer]

    def show_lists(self, *, is_shown: bool) -> None:
        """Show or put away the lists, which cost a row of the place an open rating needs."""
        self._lists.setVisible(is_shown)

    def show_platforms(self, uses: Sequence[PlatformUse]) -> None:
        """Offer these platforms; a choice that is no longer there becomes „alle Plattformen“."""
        offered = [("", "alle Plattformen"), *((use.id, use.name or use.id) for use in uses)]
        known = [
            (self.platform.itemData(number), self.platform.itemText(number))
            for number in range(self.platform.count())
        ]
        if offered == known:
            return
        with QSignalBlocker(self.platform):
            chosen = self.platform.currentData()
            self.platform.clear()
            for platform_id, name in offered:
                self.platform.addItem(name, platform_id)
            self.platform.setCurrentIndex(max(0, self.platform.findData(chosen)))

    def _more_button(self) -> QPushButton:
        self.more = QPushButton("Mehr")
        self.more.setAccessibleName("Mehr zu Risiken: eigene Risiken, viele auf einmal bewerten")
        set_look(self.more, "menu")
        menu = QMenu(self.more)
        self.own_risks = menu.addAction("Eigene Risiken …")
        self.own_risks.triggered.connect(self.own_risks_wanted)
        menu.addSeparator()
        self.bulk = {
            origin: menu.addAction(text)
            for origin, text in (
                (Origin.SAME, "Mehrere Risiken bewerten …"),
                (Origin.COPY, "Von einer Plattform auf andere übernehmen …"),
                (Origin.PROPOSALS, "Vorschläge des Katalogs übernehmen …"),
            )
        }
        for origin, action in self.bulk.items():
            action.triggered.connect(lambda _checked=False, wanted=origin: self.bulk_wanted.emit(wanted))
        self.more.setMenu(menu)
        return self.more

    def _layer_button(self, layer: Layer) -> QPushButton:
        button = QPushButton(layer.value.removesuffix(" der Plattform"))
        button.setCheckable(True)
        button.setChecked(layer is Layer.GROSS)
        button.setToolTip(_HINTS[layer])
        button.setAccessibleName(f"Ansicht: {layer.value}")
        set_look(button, "chip")
        button.clicked.connect(self.changed)
        self._group.addButton(button)
        self._layers[layer] = button
        return button

    def _list(self, name: str, choices: type[Enum]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        for choice in choices:
            box.addItem(str(choice.value), choice)
        box.activated.connect(self.changed)
        return box
