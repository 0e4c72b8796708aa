"""The platform × risk grid as a table model: which rows and columns are shown, and what stands in a cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dsfa_app.domain.commenting import CommentIndex
from dsfa_app.domain.rating import rating_id
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.checks.wording import channel_name
from dsfa_app.method.marks import (
    NOT_APPLICABLE,
    Layer,
    LevelMark,
    channel_mark,
    highest_in,
    is_overridden,
    level_mark,
    result_mark,
)
from ui.formatting import count
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.catalogue.model import Risk
    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.judgement import AssessmentView

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

MARK = Qt.ItemDataRole.UserRole
"""The ``LevelMark`` of a cell, or the highest one of a column in its header."""

DEVIATING = Qt.ItemDataRole.UserRole + 2
"""Number of channels that are rated otherwise than their platform."""

COMMENTED = Qt.ItemDataRole.UserRole + 3
"""Number of open comments on the rating."""

OVERRIDDEN = Qt.ItemDataRole.UserRole + 1
"""True where a typed score replaces the computed one."""


LAYER_WORDS = {
    Layer.BASELINE: "Grundrisiko",
    Layer.GROSS: "brutto",
    Layer.PLANNED: "geplant",
    Layer.PROVEN: "nachgewiesen",
}
"""One word for each view, for buttons and columns."""


def cell_text(mark: LevelMark) -> str:
    """Return what stands in a cell: symbol and word of a level, „offen“, or a dash where nothing applies."""
    if mark.is_open:
        return mark.short_label
    return "–" if mark == NOT_APPLICABLE else mark.text


def _path(use: PlatformUse, risk: Risk) -> Path:
    return ("ratings", rating_id(use.id, risk.id))


class RowFilter(Enum):
    """Which risks are shown; a risk stays as long as one shown platform meets the condition."""

    ALL = "alle Risiken"
    OPEN = "noch offene"
    HIGH = "hohe"
    NOT_APPLICABLE = "nicht zutreffende"


class RowOrder(Enum):
    """The order of the risks."""

    CATALOGUE = "nach Kennung"
    LEVEL = "höchste zuerst"
    TITLE = "nach Titel"


@dataclass(frozen=True, slots=True)
class GridView:
    """What the user chose to see.

    Args:
        layer: the view on the risks.
        rows: which risks.
        order: their order.
        platform_id: the only platform shown, empty for all.
        keep: id of a risk that stays in any case because the user is working on it.
    """

    layer: Layer = Layer.GROSS
    rows: RowFilter = RowFilter.ALL
    order: RowOrder = RowOrder.CATALOGUE
    platform_id: str = ""
    keep: str = ""


class RiskGridModel(QAbstractTableModel):
    """Rows are risks of the catalogue, columns platforms of the assessment."""

    def __init__(self, judged: AssessmentView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judged = judged
        self._seen = GridView()
        self._risks: tuple[Risk, ...] = ()
        self._uses: tuple[PlatformUse, ...] = ()
        self._comments = CommentIndex()
        self.show_view(judged, self._seen)

    @property
    def layer(self) -> Layer:
        """The view shown."""
        return self._seen.layer

    def show_view(self, judged: AssessmentView, seen: GridView) -> None:
        """Show these results so; rows and columns that stay keep their selection."""
        former = (
            self._judged if (self._seen.layer, self._judged.profile) == (seen.layer, judged.profile) else None
        )
        self._judged, self._seen = judged, seen
        commented, self._comments = self._comments, CommentIndex(judged.assessment.comments)
        uses = tuple(use for use in judged.assessment.platforms if seen.platform_id in ("", use.id))
        risks = self._chosen_risks(uses)
        same = [risk.id for risk in risks] == [risk.id for risk in self._risks]
        if same and [use.id for use in uses] == [use.id for use in self._uses]:
            retitled = [risk.title for risk in risks] != [risk.title for risk in self._risks]
            self._risks, self._uses = risks, uses
            if retitled:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(risks) - 1)
            self._announce(former, commented)
            return
        self.beginResetModel()
        self._risks, self._uses = risks, uses
        self.endResetModel()

    def _announce(self, former: AssessmentView | None, commented: CommentIndex) -> None:
        """Say which cells look different now; all of them where the former results say nothing about it."""
        changed = [
            (row, column)
            for column, use in enumerate(self._uses)
            for row, risk in enumerate(self._risks)
            if former is None
            or former.known_result(use.id, risk.id) != self._judged.result(use.id, risk.id)
            or commented.open_below(_path(use, risk)) != self._commented(use, risk)
        ]
        if not changed:
            return
        rows, columns = zip(*changed, strict=True)
        top_left = self.index(min(rows), min(columns))
        self.dataChanged.emit(top_left, self.index(max(rows), max(columns)))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, min(columns), max(columns))

    def place(self, index: _Index) -> tuple[str, str]:
        """Return platform and risk of a cell."""
        return self._uses[index.column()].id, self._risks[index.row()].id

    def index_of(self, platform_id: str, risk_id: str) -> QModelIndex:
        """Return the cell of a risk on a platform, an invalid index when it is not shown."""
        row = next((number for number, risk in enumerate(self._risks) if risk.id == risk_id), -1)
        column = next((number for number, use in enumerate(self._uses) if use.id == platform_id), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def mark(self, platform_id: str, risk_id: str) -> LevelMark:
        """Return what stands in a cell."""
        risk = self._judged.risks[risk_id]
        result = self._judged.result(platform_id, risk_id)
        return result_mark(
            result,
            self._seen.layer,
            self._judged.profile,
            platform_side=risk.platform_side,
            with_score=False,
        )

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._risks)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._uses)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        use, risk = self._uses[index.column()], self._risks[index.row()]
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: cell_text(self.mark(use.id, risk.id)),
            Qt.ItemDataRole.ToolTipRole: lambda: self._explained(use, risk),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(use, risk),
            MARK: lambda: self.mark(use.id, risk.id),
            OVERRIDDEN: lambda: self._is_overridden(use, risk),
            DEVIATING: lambda: self._deviating(use, risk),
            COMMENTED: lambda: self._commented(use, risk),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return self._row_title(self._risks[section], role)
        use = self._uses[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._short_name(use)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{use.name or use.id}: {self._seen.layer.value} höchstens {self._highest(use).label}"
            case int() if role == MARK:
                return self._highest(use)
            case _:
                return None

    @staticmethod
    def _row_title(risk: Risk, role: int) -> str | Qt.AlignmentFlag | None:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{risk.id}  {risk.title}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{risk.id} {risk.title}\n{risk.description}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _chosen_risks(self, uses: tuple[PlatformUse, ...]) -> tuple[Risk, ...]:
        seen = self._seen
        risks = [
            risk
            for risk in self._judged.risks.values()
            if risk.id == seen.keep or any(self._meets(use.id, risk) for use in uses)
        ]
        if seen.order is RowOrder.TITLE:
            risks.sort(key=lambda risk: risk.title.casefold())
        elif seen.order is RowOrder.LEVEL:
            risks.sort(key=lambda risk: -self._weight(risk, uses))
        return tuple(risks)

    def _meets(self, platform_id: str, risk: Risk) -> bool:
        result = self._judged.result(platform_id, risk.id)
        match self._seen.rows:
            case RowFilter.ALL:
                return True
            case RowFilter.OPEN:
                return result.is_open
            case RowFilter.HIGH:
                return self._judged.profile.is_high(highest_in(result, self._seen.layer))
            case RowFilter.NOT_APPLICABLE:
                return result.rating.applicable is Answer.NO

    def _weight(self, risk: Risk, uses: tuple[PlatformUse, ...]) -> int:
        """Weigh a risk by its levels on the shown platforms; one high cell outweighs all lower ones."""
        base = len(uses) + 1
        levels = (highest_in(self._judged.result(use.id, risk.id), self._seen.layer) for use in uses)
        return sum(int(base ** (level + 1)) for level in levels if level is not None)

    def _highest(self, use: PlatformUse) -> LevelMark:
        """Return the highest level of a platform over all risks, shown or not."""
        levels = [
            level
            for risk_id in self._judged.risks
            if (level := highest_in(self._judged.result(use.id, risk_id), self._seen.layer)) is not None
        ]
        return level_mark(self._judged.profile, max(levels, default=None))

    def _short_name(self, use: PlatformUse) -> str:
        known = self._judged.catalogue.platforms.get(use.id)
        renamed = known is None or use.name not in ("", known.name)
        return use.name or use.id if renamed or known is None else known.short_name

    def _is_overridden(self, use: PlatformUse, risk: Risk) -> bool:
        return is_overridden(self._judged.result(use.id, risk.id), self._seen.layer)

    def _deviating(self, use: PlatformUse, risk: Risk) -> int:
        if self._seen.layer is Layer.BASELINE:
            return 0
        return len(self._judged.result(use.id, risk.id).channels)

    def _commented(self, use: PlatformUse, risk: Risk) -> int:
        return self._comments.open_below(_path(use, risk))

    def _spoken(self, use: PlatformUse, risk: Risk) -> str:
        mark = self.mark(use.id, risk.id)
        overridden = ", abweichend eingestuft" if self._is_overridden(use, risk) else ""
        number = self._deviating(use, risk)
        channels = f", {count(number, 'Kanal weicht ab', 'Kanäle weichen ab')}" if number else ""
        open_comments = self._commented(use, risk)
        comments = ""
        if open_comments:
            comments = f", {count(open_comments, 'offener Kommentar', 'offene Kommentare')}"
        where = f"{risk.id} {risk.title}, {use.name or use.id}"
        return f"{where}, {self._seen.layer.value} {mark.label}{overridden}{channels}{comments}"

    def _channel_lines(self, use: PlatformUse, risk: Risk) -> list[str]:
        if not self._deviating(use, risk):
            return []
        names = {channel.id: channel_name(channel) for channel in self._judged.assessment.channels}
        result = self._judged.result(use.id, risk.id)
        return [
            f"{names.get(item.deviation.channel_id, 'unbekannter Kanal')}: "
            f"{channel_mark(item, self._seen.layer, self._judged.profile).label}"
            for item in result.channels
        ]

    def _explained(self, use: PlatformUse, risk: Risk) -> str:
        rating = self._judged.result(use.id, risk.id).rating
        lines = [self._spoken(use, risk)]
        if rating.applicable is Answer.NO and rating.reason:
            lines.append(rating.reason)
        elif self._seen.layer is Layer.BASELINE and not risk.platform_side and rating.baseline is None:
            lines.append("Dieses Risiko entsteht erst durch den Auftritt.")
        if self._is_overridden(use, risk):
            lines.append(f"Abweichung: {rating.override_reason}")
        lines += self._channel_lines(use, risk)
        return "\n".join(lines)
