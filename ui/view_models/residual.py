"""What remains after the measures, counted and listed."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.method.checks.wording import channel_name
from dsfa_app.method.marks import (
    Layer,
    channel_mark,
    channel_score,
    highest_in,
    is_overridden,
    level_in,
    level_mark,
    score_in,
)
from ui.overriding import override
from ui.view_models.risk_grid import DEVIATING, LAYER_WORDS, MARK, OVERRIDDEN

if TYPE_CHECKING:
    from dsfa_app.domain.rating import Score
    from dsfa_app.method.residual import RiskResult
    from dsfa_app.services.judgement import AssessmentView

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

LAYERS = (Layer.GROSS, Layer.PLANNED, Layer.PROVEN)
HEADERS = ("Risiko", "Plattform", *(LAYER_WORDS[layer] for layer in LAYERS), "Hinnahme")
_FIRST_LAYER = 2


class Remaining(Enum):
    """Which remaining risks are listed."""

    HIGH = "hohe Restrisiken"
    PLANNED_HIGH = "hohe auch nach Umsetzung der Planung"
    ABOVE_LOWEST = "alle, die nicht gering sind"


def remaining(judged: AssessmentView, which: Remaining) -> tuple[RiskResult, ...]:
    """Return the risks that stay high, or above the lowest; the highest first."""
    is_high = judged.profile.is_high
    found: list[tuple[int, int, int, RiskResult]] = []
    for result in judged.results:
        planned, proven = result.highest_planned_level, result.highest_proven_level
        if planned is None or proven is None:
            continue
        match which:
            case Remaining.HIGH:
                stays = is_high(planned) or is_high(proven)
            case Remaining.PLANNED_HIGH:
                stays = is_high(planned)
            case Remaining.ABOVE_LOWEST:
                stays = max(planned, proven) > 0
        if stays:
            found.append((-planned, -proven, len(found), result))
    return tuple(result for *_, result in sorted(found, key=lambda item: item[:3]))


def counts(judged: AssessmentView, layer: Layer) -> Counter[Score]:
    """Return how many ratings, those of deviating channels included, stand on each field in one view."""
    scores = [score_in(result, layer) for result in judged.results if level_in(result, layer) is not None]
    if layer is not Layer.BASELINE:
        scores += [channel_score(item, layer) for result in judged.results for item in result.channels]
    return Counter(score for score in scores if score is not None)


def channel_lines(judged: AssessmentView, result: RiskResult) -> tuple[str, ...]:
    """Return one line for each channel that differs: its name and its way through the measures."""
    names = {channel.id: channel_name(channel) for channel in judged.assessment.channels}
    return tuple(
        f"Kanal {names.get(item.deviation.channel_id, 'unbekannt')}: "
        + " → ".join(channel_mark(item, layer, judged.profile).text for layer in LAYERS)
        for item in result.channels
    )


class RemainingModel(QAbstractTableModel):
    """The remaining risks with their way through the measures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judged: AssessmentView | None = None
        self._results: tuple[RiskResult, ...] = ()

    def show_results(self, judged: AssessmentView, which: Remaining) -> None:
        """Show these risks; rows that stay keep their selection."""
        results = remaining(judged, which)
        same = [item.rating.id for item in results] == [item.rating.id for item in self._results]
        self._judged = judged
        if same:
            self._results = results
            if results:
                self.dataChanged.emit(self.index(0, 0), self.index(len(results) - 1, len(HEADERS) - 1))
            return
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def result_at(self, row: int) -> RiskResult:
        """Return the result in a row."""
        return self._results[row]

    def row_of(self, rating_id: str) -> int:
        """Return the row of a rating, -1 when it is not shown."""
        return next((row for row, item in enumerate(self._results) if item.rating.id == rating_id), -1)

    def title(self, result: RiskResult) -> str:
        """Return id and title of a result's risk."""
        if self._judged is None:
            return result.rating.risk_id
        return f"{result.rating.risk_id} {self._judged.risks[result.rating.risk_id].title}"

    def channels(self, result: RiskResult) -> tuple[str, ...]:
        """Return one line for each channel that differs from its platform."""
        return () if self._judged is None else channel_lines(self._judged, result)

    def platform(self, result: RiskResult) -> str:
        """Return the name of a result's platform."""
        if self._judged is None:
            return result.rating.platform_id
        use = self._judged.assessment.platform(result.rating.platform_id)
        return use.name or use.id

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._results)

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
        result, column = self._results[index.row()], index.column()
        layer = self._layer(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(result, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((f"{self.title(result)}, {self.platform(result)}", *self.channels(result)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADERS[column]}: {self._text(result, column)}"
        return None if layer is None else self._mark(result, layer, role)

    def _mark(self, result: RiskResult, layer: Layer, role: int) -> object:
        """Return what the delegate draws of a level."""
        if role == MARK and self._judged is not None:
            return level_mark(self._judged.profile, highest_in(result, layer))
        if role == DEVIATING:
            return len(result.channels)
        return is_overridden(result, layer) if role == OVERRIDDEN else None

    @staticmethod
    def _layer(column: int) -> Layer | None:
        place = column - _FIRST_LAYER
        return LAYERS[place] if 0 <= place < len(LAYERS) else None

    def _text(self, result: RiskResult, column: int) -> str:
        layer = self._layer(column)
        if layer is not None and self._judged is not None:
            return level_mark(self._judged.profile, highest_in(result, layer)).text
        if column == 0:
            return self.title(result)
        if column == 1:
            return self.platform(result)
        return "begründet" if result.rating.acceptance_reason.strip() else "offen"
