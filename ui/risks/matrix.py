"""The risk matrix: choose severity and likelihood with one click or key.

A table view rather than a picture, so that a screen reader can read every field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dsfa_app.domain.rating import Score
from dsfa_app.method.marks import level_mark
from ui.overriding import override
from ui.risks.headers import PLAIN_CORNER, SMALLER, PlainHeader
from ui.risks.painting import paint_frame, paint_mark, paint_tag, paint_way

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from dsfa_app.method.profile import RiskProfile

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_MARK = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1

_STOPS = Qt.ItemDataRole.UserRole + 2

_CHOSEN = "gewählt"
_PROPOSED = "Vorschlag"

_CELL_WIDTH = 78
_LEAST_CELL_WIDTH = 64
_USUAL_TITLE = 15
"""Characters of a usual row title; a longer one takes its room from the fields, not from the panel."""
_CELL_HEIGHT = 34


class Stop(NamedTuple):
    """A station of a risk's way through the measures: the letter on its field, and what it is called."""

    letter: str
    name: str
    score: Score


class MatrixModel(QAbstractTableModel):
    """The fields of a profile's matrix; the highest severity is the first row."""

    def __init__(self, profile: RiskProfile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self.chosen: Score | None = None
        self.proposed: Score | None = None
        self.stops: tuple[Stop, ...] = ()

    def show_scores(self, chosen: Score | None, proposed: Score | None, stops: tuple[Stop, ...] = ()) -> None:
        """Mark the chosen and the proposed field, and the stations of the way through the measures."""
        self.chosen, self.proposed, self.stops = chosen, proposed, stops
        self.announce()

    def stops_at(self, score: Score) -> tuple[Stop, ...]:
        """Return the stations on a field, in the order of the way."""
        return tuple(stop for stop in self.stops if stop.score == score)

    def announce(self) -> None:
        """Say that every field may look different now."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def text(self, score: Score) -> str:
        """Return what stands on a field."""
        mark = level_mark(self.profile, self.profile.level_index(score))
        return f"✓ {mark.short_label}" if score == self.chosen else mark.text

    def spoken(self, score: Score) -> str:
        """Return what a screen reader says about a field."""
        severity = self.profile.severity[score.severity - 1]
        likelihood = self.profile.likelihood[score.likelihood - 1]
        level = self.profile.level(score).label
        state = ", ".join(filter(None, (self._state(score), *(stop.name for stop in self.stops_at(score)))))
        return (
            f"Schwere {severity.step} {severity.label}, Eintrittswahrscheinlichkeit {likelihood.step} "
            f"{likelihood.label}: {level}{f', {state}' if state else ''}"
        )

    def score_at(self, index: _Index) -> Score:
        """Return the score of a field."""
        return Score(severity=len(self.profile.severity) - index.row(), likelihood=index.column() + 1)

    def index_of(self, score: Score) -> QModelIndex:
        """Return the field of a score."""
        return self.index(len(self.profile.severity) - score.severity, score.likelihood - 1)

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.profile.severity)

    @override
    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.profile.likelihood)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        score = self.score_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(score)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(score)
            case int() if role == _MARK:
                return level_mark(self.profile, self.profile.level_index(score))
            case int() if role == _STATE:
                return self._state(score)
            case int() if role == _STOPS:
                return " ".join(stop.letter for stop in self.stops_at(score))
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_row = orientation is Qt.Orientation.Vertical
        scale = self.profile.severity if is_row else self.profile.likelihood
        step = scale[len(scale) - 1 - section if is_row else section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{step.step} {step.label}" if is_row else f"{step.step}\n{step.label}"
            case Qt.ItemDataRole.ToolTipRole:
                return step.anchor
            case _:
                return None

    def _state(self, score: Score) -> str:
        if score == self.chosen:
            return _CHOSEN
        return _PROPOSED if score == self.proposed else ""


class _FieldDelegate(QStyledItemDelegate):
    """Draws a field of the matrix: its level, whether it is chosen or proposed, and where the keyboard is."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        palette = option.palette
        state = index.data(_STATE)
        field = option.rect.adjusted(4, 4, -4, -4)
        paint_mark(painter, field, index.data(_MARK), palette, index.data() or " ")
        stops = index.data(_STOPS)
        if stops:
            paint_tag(painter, field, stops, palette)
        if state == _CHOSEN:
            paint_frame(painter, option.rect, palette.color(QPalette.ColorRole.Text))
        elif state == _PROPOSED:
            paint_frame(painter, option.rect, palette.color(QPalette.ColorRole.Text), dashed=True)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_frame(painter, option.rect.adjusted(2, 2, -2, -2), palette.color(QPalette.ColorRole.Accent))


class FieldTable(QTableView):
    """The fields of a matrix as a table of fixed size whose fields the arrow keys reach."""

    def __init__(self, fields: QAbstractTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(fields)
        self.setHorizontalHeader(PlainHeader(Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignHCenter, self))
        self.setVerticalHeader(PlainHeader(Qt.Orientation.Vertical, Qt.AlignmentFlag.AlignLeft, self))
        self.setItemDelegate(_FieldDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(PLAIN_CORNER)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_size()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def fit_size(self) -> None:
        """Take the room that fields and names need; again when there are other steps."""
        metrics = self.fontMetrics()
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        names = [str(self.model().headerData(row, Qt.Orientation.Vertical)) for row in range(rows.count())]
        title = round(max(metrics.horizontalAdvance(name) for name in names) * SMALLER) + 12
        cell = _CELL_WIDTH - max(0, title - _USUAL_TITLE * metrics.averageCharWidth()) // columns.count()
        for header, size in (
            (columns, max(cell, _LEAST_CELL_WIDTH)),
            (rows, max(_CELL_HEIGHT, metrics.height() + 18)),
        ):
            header.setMinimumSectionSize(16)
            header.setDefaultSectionSize(size)
        rows.setFixedWidth(title)
        columns.setFixedHeight(columns.sizeHint().height())
        width = title + columns.count() * columns.defaultSectionSize()
        height = columns.height() + rows.count() * rows.defaultSectionSize()
        margins = 2 * self.frameWidth()
        self.setFixedSize(width + margins + 4, height + margins + 4)


class MatrixView(FieldTable):
    """The matrix of a profile, with the way a risk takes through it."""

    def __init__(self, fields: MatrixModel, parent: QWidget | None = None) -> None:
        self._shown = fields
        super().__init__(fields, parent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fields = [self._shown.index_of(stop.score) for stop in self._shown.stops]
        places = [self.visualRect(field) for field in dict.fromkeys(fields)]
        if len(places) > 1:
            painter = QPainter(self.viewport())
            paint_way(painter, places, self.palette())
            painter.end()


class RiskMatrix(MatrixView):
    """A matrix to choose a score in.

    Arrows move, Enter or Space chooses, Delete takes the choice back. ``rated`` carries the chosen score or
    None, ``looked_at`` the score of the field under the keyboard, ``focused`` that the keyboard has arrived.
    """

    rated = Signal(object)
    looked_at = Signal(object)
    focused = Signal()

    def __init__(self, profile: RiskProfile, name: str, parent: QWidget | None = None) -> None:
        self._fields = MatrixModel(profile)
        super().__init__(self._fields, parent)
        self._fields.setParent(self)
        self.setAccessibleName(f"{name}: Risikomatrix")
        self.setAccessibleDescription(
            "Pfeiltasten wechseln das Feld, Eingabe- oder Leertaste wählt es, Entf nimmt die Wahl zurück."
        )
        self.clicked.connect(lambda index: self.rated.emit(self._fields.score_at(index)))
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def chosen(self) -> Score | None:
        """The score shown as chosen."""
        return self._fields.chosen

    def show_scores(self, chosen: Score | None, proposed: Score | None, stops: tuple[Stop, ...] = ()) -> None:
        """Show what is chosen, what the catalogue proposes, and where the measures lead."""
        self._fields.show_scores(chosen, proposed, stops)
        self.viewport().update()
        start = chosen or proposed
        if start is not None and not self.hasFocus():
            self.setCurrentIndex(self._fields.index_of(start))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.rated.emit(self._fields.score_at(self.currentIndex()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rated.emit(None)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self._moved(self.currentIndex())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.looked_at.emit(None)

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid() and self.hasFocus():
            self.looked_at.emit(self._fields.score_at(current))
