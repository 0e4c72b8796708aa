"""Risks per platform: the grid with the levels, and the rating of the chosen cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dsfa_app.services.bulk_rating import BulkWish, Origin
from ui.assessment.page import Page, PageSpec, Phase
from ui.overriding import override
from ui.risks.grid_bar import GridBar
from ui.risks.grid_view import RiskGridView
from ui.risks.own_risks import OwnRisksPanel
from ui.risks.rating_panel import RatingPanel
from ui.style_sheet import set_look
from ui.view_models.rating import RatingModel
from ui.view_models.risk_grid import RiskGridModel
from ui.widgets.detail_splitter import DetailSplitter

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext
    from ui.view_models.risk_grid import GridView

_GRID_HEIGHT = 176
"""Height in pixels of the grid above an open rating: the header and some four risks."""

_EMPTY = (
    "Die DSFA umfasst noch keine Plattform. Fügen Sie auf der Seite „Plattformen und Kanäle“ eine hinzu, "
    "dann erscheinen hier ihre Risiken."
)


class RisksPage(Page):
    """The grid fills the page until a cell is opened; then its rating stands below or beside."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rating = RatingModel(context.editor, context.catalogue, self)
        self.model = RiskGridModel(context.editor.view, self)
        self.bar = GridBar(self)
        self.grid = RiskGridView(self.model, self)
        self.panel = RatingPanel(context, self.rating, self)
        self.empty = QLabel(_EMPTY, self)
        self.empty.setWordWrap(True)
        set_look(self.empty, "muted")
        self.splitter = DetailSplitter(self.grid, self.panel, _GRID_HEIGHT, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.empty)
        layout.addWidget(self.splitter, 1)
        layout.addStretch(0)
        self._layout = layout
        self._own: OwnRisksPanel | None = None
        self._connect()
        self.refresh()

    @property
    @override
    def may_be_dropped(self) -> bool:
        return not self.panel.has_draft

    @override
    def refresh(self, changed: Path = ()) -> None:
        judged = self.context.editor.view
        has_platforms = bool(judged.assessment.platforms)
        self.empty.setVisible(not has_platforms)
        self.bar.setVisible(has_platforms and not self.shows_own_risks)
        self.splitter.setVisible(has_platforms and not self.shows_own_risks)
        if self._own is not None:
            self._own.refresh(changed)
        self.bar.show_platforms(judged.assessment.platforms)
        self._show_grid()
        if self.rating.is_empty:
            self.close_rating()
        else:
            self.panel.refresh()

    @override
    def leave(self) -> None:
        self.panel.finish()

    @override
    def focus_path(self, path: Path) -> bool:
        if path[:1] == ("own_risks",):
            return self.open_own_risks().focus_path(path)
        if path[:1] != ("ratings",):
            return False
        platform_id, _, risk_id = path[1].rpartition(".") if len(path) > 1 else ("", "", "")
        if risk_id not in self.context.editor.view.risks:
            self.grid.setFocus()  # all ratings, or one of a risk that is gone
            return True
        self.open_cell(platform_id, risk_id)
        if not path[2:] or not self.panel.focus_field(path[2]):
            self.panel.enter()
        return True

    def open_cell(self, platform_id: str, risk_id: str) -> None:
        """Show the rating of a cell below the grid."""
        if self.shows_own_risks:
            self.close_own_risks()
        self.rating.select(platform_id, risk_id)
        if self.rating.is_empty:
            return
        self.panel.prepare()
        self.splitter.set_open(is_open=True)
        self._show_grid()
        self.grid.show_cell(platform_id, risk_id)
        self.grid.scrollTo(self.grid.currentIndex())

    @property
    def shows_own_risks(self) -> bool:
        """Tell whether the own risks stand in place of the grid."""
        return self._own is not None and not self._own.isHidden()

    def open_own_risks(self) -> OwnRisksPanel:
        """Show the own risks in place of the grid."""
        if self._own is None:
            self._own = OwnRisksPanel(self.context, self)
            self._own.closed.connect(self.close_own_risks)
            self._key("Esc", self._own, self.close_own_risks)
            self._layout.insertWidget(self._layout.count() - 1, self._own, 1)
        self.panel.finish()
        self.splitter.hide()
        self.bar.hide()
        self._own.show()
        return self._own

    def close_own_risks(self) -> None:
        """Go back to the grid."""
        if self._own is not None:
            self._own.hide()
        self.refresh()
        self.bar.more.setFocus()

    def open_rating(self) -> None:
        """Open the rating of the cell in front and put the keyboard into it."""
        index = self.grid.currentIndex()
        if index.isValid():
            self.open_cell(*self.model.place(index))
            self.panel.enter()

    def close_rating(self) -> None:
        """Put the rating away and go back to the grid."""
        self.panel.finish()
        had_focus = self.panel.isAncestorOf(self.focusWidget())
        self.splitter.set_open(is_open=False)
        if had_focus:
            self.grid.setFocus()

    def go_to_open(self, step: int) -> None:
        """Open the next (1) or previous (-1) risk that nobody has judged yet."""
        place = self.rating.open_neighbour(step)
        if place is not None:
            self.open_cell(*place)
            self.panel.enter()

    def _connect(self) -> None:
        self.bar.changed.connect(self._show_grid)
        self.bar.own_risks_wanted.connect(self._go_to_own_risks)
        self.bar.bulk_wanted.connect(self.rate_many)
        self.panel.copy_wanted.connect(lambda: self.rate_many(Origin.COPY))
        self.splitter.arranged.connect(lambda: self.bar.show_lists(is_shown=not self.splitter.is_cramped))
        self.grid.cell_changed.connect(self._cell_changed)
        self.grid.opened.connect(self.open_rating)
        self.panel.closed.connect(self.close_rating)
        self.panel.step_requested.connect(self.go_to_open)
        self._key("F8", self, lambda: self.go_to_open(1))
        self._key("Shift+F8", self, lambda: self.go_to_open(-1))
        self._key("Esc", self.panel, self.close_rating)

    @staticmethod
    def _key(key: str, owner: QWidget, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def rate_many(self, origin: Origin) -> None:
        """Open the bulk rating: of the risk in front for one answer or a copy, of all for proposals."""
        from ui.dialogs.bulk_rating import ask_for_ratings  # noqa: PLC0415 - most visits do without

        self.panel.finish()
        index = self.grid.currentIndex()
        platform_id, risk_id = self.model.place(index) if index.isValid() else ("", "")
        uses = self.context.editor.assessment.platforms
        start = BulkWish(
            origin=origin,
            risk_ids=(risk_id,)
            if risk_id and origin is not Origin.PROPOSALS
            else tuple(self.context.editor.view.risks),
            platform_ids=tuple(use.id for use in uses if origin is not Origin.COPY or use.id != platform_id),
            source_id=platform_id,
        )
        ask_for_ratings(self.context, self, start)

    def _go_to_own_risks(self) -> None:
        self.open_own_risks().focus_path(("own_risks",))

    def _cell_changed(self, platform_id: str, risk_id: str) -> None:
        self.rating.select(platform_id, risk_id)

    def _show_grid(self) -> None:
        seen: GridView = replace(self.bar.chosen, keep=self.rating.risk_id if self.splitter.is_open else "")
        self.model.show_view(self.context.editor.view, seen)
        if not self.rating.is_empty:
            self.grid.show_cell(self.rating.platform_id, self.rating.risk_id)


PAGE = PageSpec(
    id="risks",
    title="Risiken je Plattform",
    phase=Phase.EXECUTION,
    purpose="Bewerten Sie jedes Risiko je Plattform: zuerst das Grundrisiko der Plattform, dann was Ihr "
    "Auftritt hinzufügt.",
    norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0c DSGVO",
    build=RisksPage,
)
