"""The editor for dates: typed as 21.11.2026 or chosen from a calendar; empty is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ui.formatting import format_date, parse_date
from ui.forms.editors import ValueEditor
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import refresh_style, set_look

if TYPE_CHECKING:
    from datetime import date

_REFUSAL = "Das ist kein Datum. Bitte so eingeben: 21.11.2026."


_CALENDAR_SIZE = QSize(296, 240)


class DateEditor(ValueEditor):
    """A date or none; what is typed counts as soon as it is a date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self._calendar: QCalendarWidget | None = None
        row = QWidget(self)
        self._line = QLineEdit(row)
        self._line.setPlaceholderText("TT.MM.JJJJ")
        self._line.setFixedWidth(136)
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(self._settle)
        self._button = QToolButton(row)
        self._button.setIcon(icon("calendar"))
        set_look(self._button, "attached")
        self._button.setToolTip("Kalender öffnen")
        self._button.clicked.connect(self._open_calendar)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._line)
        layout.addWidget(self._button)
        layout.addStretch(1)
        self._hold(row, (self._line, self._button))

    @override
    def show_value(self, value: date | None) -> None:
        if value != self._value or not self._line.hasFocus():
            self._value = value
            self._line.setText(format_date(value))
            self._mark(is_valid=True)

    @override
    def set_name(self, name: str, description: str) -> None:
        self._line.setAccessibleName(name)
        self._line.setAccessibleDescription(description)
        self._button.setAccessibleName(f"{name}: Kalender öffnen")

    def _typed(self, text: str) -> None:
        value: date | None = None
        if text.strip():
            try:
                value = parse_date(text)
            except ValueError:
                return
        self._mark(is_valid=True)
        self._value = value
        self.edited.emit(value)

    def _settle(self) -> None:
        """Write the date in full when the user leaves the field, or say that it is none."""
        text = self._line.text()
        try:
            value = parse_date(text) if text.strip() else None
        except ValueError:
            self._mark(is_valid=False)
            return
        self._line.setText(format_date(value))
        self._mark(is_valid=True)

    def _mark(self, *, is_valid: bool) -> None:
        if bool(self._line.property("invalid")) == (not is_valid):
            return
        self._line.setProperty("invalid", not is_valid)
        refresh_style(self._line)
        self.rejected.emit("" if is_valid else _REFUSAL)

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _popup_calendar(self)
            self._calendar.activated.connect(self._chosen)
            self._calendar.clicked.connect(self._chosen)
        if self._value is not None:
            self._calendar.setSelectedDate(QDate(self._value.year, self._value.month, self._value.day))
        self._calendar.move(self._line.mapToGlobal(QPoint(0, self._line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _chosen(self, chosen: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._line.setText(format_date(parse_date(chosen.toString(Qt.DateFormat.ISODate))))
        self._typed(self._line.text())
        self._mark(is_valid=True)
        self._line.setFocus()


def _popup_calendar(parent: QWidget) -> QCalendarWidget:
    calendar = QCalendarWidget(parent)
    calendar.setWindowFlag(Qt.WindowType.Popup)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setAccessibleName("Kalender")
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFixedSize(_CALENDAR_SIZE)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's red cannot be read on dark ground
    for name, picture in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "forward")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(picture))
    return calendar
