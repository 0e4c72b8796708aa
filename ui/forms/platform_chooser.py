"""A grid of tiles, one per platform of the assessment; arrows move, the chosen one stays chosen elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from dsfa_app.domain.presence import PlatformUse
    from ui.forms.context import PageContext

COLUMNS = 4


class PlatformTile(QPushButton):
    """Name and subtitle of a platform, shortened where they do not fit."""

    _PADDING = 24

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_look(self, "tile")

    def show_lines(self, name: str, subtitle: str) -> None:
        """Show these two lines, only the first when there is no subtitle."""
        self._lines = tuple(filter(None, (name, subtitle)))
        self.setAccessibleName(f"Plattform {name}")
        self.setAccessibleDescription(subtitle)
        self.setToolTip("\n".join(self._lines))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() - self._PADDING
        metrics = self.fontMetrics()
        self.setText(
            "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in self._lines)
        )


class PlatformChooser(QWidget):
    """Choose one platform; ``chosen`` carries its id.

    Args:
        context: the page's context.
        subtitle: one short line below a platform's name.
    """

    chosen = Signal(str)

    def __init__(
        self,
        context: PageContext,
        subtitle: Callable[[PlatformUse], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._subtitle = subtitle
        self._tiles: dict[str, PlatformTile] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        context.platform.changed.connect(self._show_choice)
        self.refresh()

    @property
    def platform_id(self) -> str:
        """The chosen platform, empty while the assessment has none."""
        return self._context.platform.id

    def refresh(self) -> None:
        """Show the platforms of the assessment."""
        uses = self._context.editor.assessment.platforms
        if [use.id for use in uses] != list(self._tiles):
            self._rebuild(tuple(use.id for use in uses))
        for use in uses:
            name = use.name or use.id
            subtitle = self._subtitle(use) if self._subtitle else ""
            self._tiles[use.id].show_lines(name, subtitle)
        if uses and self.platform_id not in self._tiles:
            self._context.platform.choose(uses[0].id)
        self._show_choice()

    def _rebuild(self, platform_ids: tuple[str, ...]) -> None:
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = {}
        before: QWidget = self
        for index, platform_id in enumerate(platform_ids):
            tile = PlatformTile(self)
            tile.clicked.connect(lambda _checked, chosen=platform_id: self._context.platform.choose(chosen))
            self._group.addButton(tile)
            self._grid.addWidget(tile, index // COLUMNS, index % COLUMNS)
            self._tiles[platform_id] = tile
            QWidget.setTabOrder(before, tile)
            before = tile

    def _show_choice(self) -> None:
        tile = self._tiles.get(self.platform_id)
        if tile is not None and not tile.isChecked():
            tile.setChecked(True)
        if tile is not None:
            self.chosen.emit(self.platform_id)
