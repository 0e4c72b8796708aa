"""The measures of an assessment as a table model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.domain.commenting import CommentIndex
from dsfa_app.labels import label
from ui.comments.mark import open_comments
from ui.formatting import count, format_date
from ui.icons import icon
from ui.overriding import override

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.measure import Measure
    from ui.view_models.measures import MeasureFilter

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

HEADERS = ("Maßnahme", "Stand", "Wirkung", "Risiken", "Zuständig", "Termin")


def effect_words(measure: Measure) -> str:
    """Return what a measure does in a few words, for example „S −1, E −2“."""
    if measure.documentary:
        return "keine"
    parts = (("S", measure.severity_effect), ("E", measure.likelihood_effect))
    return ", ".join(f"{axis}\u00a0−{-effect}" for axis, effect in parts if effect) or "keine"


class MeasureTableModel(QAbstractTableModel):
    """Shows the measures a filter lets through, in the order of the assessment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measures: tuple[Measure, ...] = ()
        self._comments = CommentIndex()

    def show_measures(self, assessment: Assessment, wanted: MeasureFilter, keep: str = "") -> None:
        """Show the measures the filter lets through, and in any case the one with the id ``keep``."""
        self._comments = CommentIndex(assessment.comments)
        shown = tuple(item for item in assessment.measures if item.id == keep or wanted.lets(item))
        if [item.id for item in shown] == [item.id for item in self._measures]:
            self._measures = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._measures = shown
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """Return the id of the measure in a row."""
        return self._measures[row].id

    def row_of(self, measure_id: str) -> int:
        """Return the row of a measure, -1 when it is not shown."""
        return next((row for row, item in enumerate(self._measures) if item.id == measure_id), -1)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._measures)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(HEADERS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        measure, column = self._measures[index.row()], index.column()
        number = 0 if column else self._comments.open_below(("measures", measure.id))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(measure)[column]
            case Qt.ItemDataRole.ToolTipRole:
                return self._explained(measure, HEADERS[column])
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{HEADERS[column]}: {self._cells(measure)[column] or 'leer'}"
                return f"{said}, {open_comments(number)}" if number else said
            case Qt.ItemDataRole.DecorationRole if number:
                return icon("comment", "accent")
            case _:
                return None

    @staticmethod
    def _explained(measure: Measure, header: str) -> str:
        if header == "Risiken":
            return ", ".join(measure.risk_ids)
        if header == "Wirkung":
            return (
                "Dokumentiert nur und senkt keine Stufe"
                if measure.documentary
                else "S: Schwere, E: Eintrittswahrscheinlichkeit, in Stufen"
            )
        return measure.title

    @staticmethod
    def _cells(measure: Measure) -> tuple[str, ...]:
        return (
            f"{measure.catalogue_id} {measure.title}".strip() or "ohne Titel",
            label(measure.state),
            effect_words(measure),
            count(len(measure.risk_ids), "Risiko", "Risiken"),
            measure.owner or measure.department,
            format_date(measure.due_on),
        )
