"""Whose entries, about what and from when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dsfa_app.services.history import HistoryFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

_PERIODS: tuple[tuple[str, timedelta | None], ...] = (
    ("Gesamter Zeitraum", None),
    ("Letzte 24 Stunden", timedelta(days=1)),
    ("Letzte 7 Tage", timedelta(days=7)),
    ("Letzte 30 Tage", timedelta(days=30)),
    ("Letzte 12 Monate", timedelta(days=365)),
)
_EVERYBODY = "Alle Personen"
_TYPED_MS = 250
"""Rest after the last key before the journal is searched."""


class HistoryFilterBar(QWidget):
    """The filter as three fields; ``changed`` says that another one was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Suchen in Stelle und Vorgang")
        self.words.setAccessibleName("Verlauf durchsuchen")
        self.words.setClearButtonEnabled(True)
        self.person = QComboBox(self)
        self.person.addItem(_EVERYBODY)
        self.person.setAccessibleName("Nach Person filtern")
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.period = QComboBox(self)
        self.period.addItems([label for label, _length in _PERIODS])
        self.period.setAccessibleName("Nach Zeitraum filtern")
        typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        typed.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _text: typed.start())
        self.person.activated.connect(lambda _index: self.changed.emit())
        self.period.currentIndexChanged.connect(lambda _index: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.person)
        row.addWidget(self.period)

    def show_people(self, people: Sequence[str]) -> None:
        """Offer these people; the choice stays with its person."""
        names = [name for name in people if name]
        if names == [self.person.itemText(index) for index in range(1, self.person.count())]:
            return
        chosen = self.person.currentText()
        self.person.clear()
        self.person.addItems([_EVERYBODY, *names])
        self.person.setCurrentIndex(max(self.person.findText(chosen), 0))

    def chosen(self, now: datetime | None = None) -> HistoryFilter:
        """Return the filter; ``now`` is when periods end."""
        length = _PERIODS[self.period.currentIndex()][1]
        person = self.person.currentText() if self.person.currentIndex() else ""
        since = None if length is None else (now or datetime.now(UTC)) - length
        return HistoryFilter(person=person, words=self.words.text(), since=since)
