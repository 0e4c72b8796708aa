"""Measures: what is done against the risks, by whom, until when, and what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.catalogue.own_risks import risks_of
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.services.measures import with_changed_measures
from ui.assessment.page import Page, PageSpec, Phase
from ui.dialogs.evidence_check import EvidenceCheckDialog
from ui.dialogs.measure_catalogue import MeasureCatalogueDialog
from ui.dialogs.measure_change import MeasureChangeDialog
from ui.forms import options
from ui.icons import icon
from ui.measures.detail import MeasureDetail
from ui.measures.filter_bar import FilterBar
from ui.overriding import override
from ui.style_sheet import set_look
from ui.view_models.editor import new_id
from ui.view_models.measure_table import MeasureTableModel
from ui.view_models.measures import from_catalogue, with_measures, without_measures
from ui.widgets.detail_splitter import DetailSplitter

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.measures import MeasureChange
    from ui.forms.context import PageContext

_LIST_HEIGHT = 176
"""Height in pixels of the table above an open measure: the header and some four rows."""


class MeasuresPage(Page):
    """The table fills the page until a measure is opened; then its form stands below or beside."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = MeasureTableModel(self)
        self.bar = FilterBar(self)
        self.empty = QLabel(context.texts.record("Measure").empty, self)
        self.empty.setWordWrap(True)
        set_look(self.empty, "muted")
        self.table = self._build_table()
        self.detail = MeasureDetail(context, self)
        self.splitter = DetailSplitter(self.table, self.detail, _LIST_HEIGHT, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 16)
        layout.setSpacing(8)
        layout.addLayout(self._buttons())
        layout.addWidget(self.bar)
        layout.addLayout(self._work_on_many())
        layout.addWidget(self.empty)
        layout.addWidget(self.splitter, 1)
        layout.addStretch(0)
        self._connect()
        self.refresh()

    @property
    @override
    def may_be_dropped(self) -> bool:
        return not self.detail.is_busy

    @override
    def refresh(self, changed: Path = ()) -> None:
        assessment = self.context.editor.assessment
        self.bar.show_platforms(assessment.platforms)
        self.bar.show_risks(risks_of(assessment, self.context.catalogue).values())
        self._show_table()
        self.empty.setVisible(not assessment.measures)
        self.bar.setVisible(bool(assessment.measures))
        self.change.setVisible(bool(assessment.measures))
        self.check.setVisible(any(item.evidence for item in assessment.measures))
        self._enable()
        self.splitter.setVisible(bool(assessment.measures))
        if self.splitter.is_open:
            if all(item.id != self.detail.measure_id for item in assessment.measures):
                self.close_measure()
            else:
                self.detail.refresh(changed)

    @override
    def focus_path(self, path: Path) -> bool:
        if path[:1] != ("measures",):
            return False
        if len(path) == 1:
            (self.table if self.model.rowCount() else self.from_catalogue).setFocus()
            return True
        if all(item.id != path[1] for item in self.context.editor.assessment.measures):
            return False
        self.open_measure(path[1])
        if not self.detail.focus_path(path):
            self.detail.enter()
        return True

    def open_measure(self, measure_id: str) -> None:
        """Show the form of a measure."""
        self.detail.show_measure(measure_id)
        self.splitter.set_open(is_open=True)
        self._show_table()

    def close_measure(self) -> None:
        """Put the form away and go back to the table."""
        had_focus = self.detail.isAncestorOf(self.focusWidget())
        self.splitter.set_open(is_open=False)
        if had_focus:
            (self.table if self.model.rowCount() else self.from_catalogue).setFocus()

    def add_own(self) -> None:
        """Add a measure of one's own and put the keyboard into its title."""
        measure = Measure(id=new_id(), state=MeasureState.PLANNED)
        self.context.editor.add_item(("measures",), measure)
        self.open_measure(measure.id)
        self.detail.focus_path(("measures", measure.id, "title"))

    def choose_from_catalogue(self) -> None:
        """Open the catalogue's measures."""
        dialog = MeasureCatalogueDialog(self.context.editor.view, self.window())
        dialog.chosen.connect(self.add_from_catalogue)
        dialog.open()

    def add_from_catalogue(self, catalogue_ids: tuple[str, ...]) -> None:
        """Add measures of the catalogue in one step of undo."""
        taken = {item.id for item in self.context.editor.assessment.measures}
        added = tuple(
            from_catalogue(self.context.catalogue.measures[code], new_id() if code in taken else code)
            for code in catalogue_ids
        )
        if added:
            self.context.editor.apply("Maßnahmen", lambda known: with_measures(known, added), ("measures",))
            self.table.setFocus()
            self._select(added[0].id)

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the chosen measures, in their order."""
        return tuple(self.model.id_at(index.row()) for index in self.table.selectionModel().selectedRows())

    def ask_for_change(self) -> None:
        """Ask what the chosen measures get in common."""
        chosen = self.selected_ids
        assessment, catalogue = self.context.editor.assessment, self.context.catalogue
        dialog = MeasureChangeDialog(len(chosen), options.departments(assessment, catalogue), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda change: self.change_measures(chosen, change))
        dialog.open()

    def change_measures(self, measure_ids: tuple[str, ...], change: MeasureChange) -> None:
        """Change several measures in one step of undo."""
        self.context.editor.apply(
            "Maßnahmen ändern",
            lambda assessment: with_changed_measures(assessment, measure_ids, change),
            ("measures",),
        )

    def check_evidence(self) -> None:
        """Look at all evidence again."""
        EvidenceCheckDialog(self.context, self.window()).open()

    def remove(self, measure_id: str) -> None:
        """Remove a measure; undo brings it back."""
        row = self.model.row_of(measure_id)
        self.context.editor.remove_item(("measures",), measure_id)
        if self.model.rowCount():
            self._select(self.model.id_at(min(max(row, 0), self.model.rowCount() - 1)))

    def _connect(self) -> None:
        self.bar.changed.connect(self._show_table)
        self.table.activated.connect(lambda _index: self._open_current())
        self.table.clicked.connect(lambda _index: self._open_current(is_entered=False))
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self.detail.closed.connect(self.close_measure)
        self.detail.removal_requested.connect(self.remove)
        for key, owner, action in (
            ("Esc", self.detail, self.close_measure),
            ("Ins", self.table, self.choose_from_catalogue),
            ("Del", self.table, self._remove_chosen),
        ):
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("Maßnahmen")
        table.setAccessibleDescription(
            "Enter öffnet die Maßnahme, Einfg den Katalog, Entf entfernt, Umschalt und Pfeile wählen mehrere."
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 12)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 116), (2, 80), (3, 80), (4, 112), (5, 92)):
            header.resizeSection(column, width)
        return table

    def _buttons(self) -> QHBoxLayout:
        self.from_catalogue = QPushButton(icon("add", "on_accent"), "Aus dem Katalog …", self)
        self.from_catalogue.setToolTip("Maßnahmen des Katalogs wählen (Einfg)")
        self.from_catalogue.setAccessibleName("Maßnahmen aus dem Katalog hinzufügen")
        set_look(self.from_catalogue, "primary")
        self.from_catalogue.clicked.connect(self.choose_from_catalogue)
        self.own = QPushButton(icon("add"), "Eigene Maßnahme", self)
        self.own.setAccessibleName("Eigene Maßnahme hinzufügen")
        self.own.clicked.connect(self.add_own)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.from_catalogue)
        row.addWidget(self.own)
        row.addWidget(self.bar.words, 1)
        return row

    def _work_on_many(self) -> QHBoxLayout:
        self.change = QPushButton(icon("edit"), "Gewählte ändern …", self)
        self.change.setToolTip("Zuständigkeit, Termin oder Stand mehrerer Maßnahmen auf einmal ändern")
        self.change.clicked.connect(self.ask_for_change)
        self.check = QPushButton(icon("shield"), "Nachweise prüfen", self)
        self.check.setToolTip("Sind alle Dateien noch da und unverändert?")
        self.check.clicked.connect(self.check_evidence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.change)
        row.addWidget(self.check)
        row.addStretch(1)
        return row

    def _enable(self) -> None:
        may_edit = self.context.rights.may_edit(("measures",))
        for button in (self.from_catalogue, self.own):
            button.setEnabled(may_edit)
        self.change.setEnabled(may_edit and bool(self.selected_ids))

    def _show_table(self) -> None:
        keep = self.detail.measure_id if self.splitter.is_open else ""
        self.model.show_measures(self.context.editor.assessment, self.bar.chosen, keep)
        if keep:
            self._select(keep)

    def _select(self, measure_id: str) -> None:
        row = self.model.row_of(measure_id)
        if row >= 0 and self.table.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _row_changed(self) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and self.splitter.is_open:
            self.detail.show_measure(self.model.id_at(row))

    def _open_current(self, *, is_entered: bool = True) -> None:
        row = self.table.currentIndex().row()
        if row >= 0 and (is_entered or len(self.selected_ids) == 1):
            self.open_measure(self.model.id_at(row))
            if is_entered:
                self.detail.enter()

    def _remove_chosen(self) -> None:
        chosen = set(self.selected_ids)
        if len(chosen) > 1:
            self.context.editor.apply(
                "Maßnahmen entfernen", lambda known: without_measures(known, chosen), ("measures",)
            )
            return
        row = self.table.currentIndex().row()
        if row >= 0:
            self.remove(self.model.id_at(row))


PAGE = PageSpec(
    id="measures",
    title="Maßnahmen",
    phase=Phase.EXECUTION,
    purpose="Legen Sie fest, was gegen die Risiken getan wird, von wem, bis wann und mit welchem Nachweis.",
    norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0d DSGVO",
    build=MeasuresPage,
)
