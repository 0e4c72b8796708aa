"""Editors for closed sets of values: a list to choose from, yes/no/unknown, a tick, ticks, a number."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.labels import label, labels
from ui.forms.editors import OfferingEditor, ValueEditor
from ui.overriding import override

if TYPE_CHECKING:
    from enum import Enum

    from ui.forms.options import Option


class EnumerationEditor(ValueEditor):
    """One member of an enumeration, shown by its German label."""

    def __init__(self, enumeration: type[Enum], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members = tuple(labels(enumeration))
        self._box = _combo_box(self)
        self._box.addItems(list(labels(enumeration).values()))
        self._box.activated.connect(lambda index: self.edited.emit(self._members[index]))
        self._hold(self._box, (self._box,))

    @override
    def show_value(self, value: Enum) -> None:
        self._box.setCurrentIndex(self._members.index(value))


class OptionEditor(OfferingEditor):
    """One of the offered options or none; a value the offer lacks is shown as it is and kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._value = ""
        self._box = _combo_box(self)
        self._box.activated.connect(lambda: self.edited.emit(self._box.currentData()))
        self._hold(self._box, (self._box,))

    @override
    def offer(self, options: tuple[Option, ...]) -> None:
        if options != self._options or self._box.count() == 0:
            self._options = options
            self._fill()

    @override
    def show_value(self, value: str) -> None:
        self._value = value
        index = self._box.findData(value)
        if index < 0:
            self._fill()
        else:
            self._box.setCurrentIndex(index)

    def _fill(self) -> None:
        self._box.clear()
        self._box.addItem("– bitte wählen –", "")
        for option in self._options:
            self._box.addItem(option.label, option.value)
        if self._box.findData(self._value) < 0:
            self._box.addItem(self._value, self._value)
        self._box.setCurrentIndex(self._box.findData(self._value))


def _combo_box(parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
    return box


class AnswerEditor(ValueEditor):
    """Yes, no or unknown as a row of radio buttons; unknown never counts as no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._value = Answer.UNKNOWN
        self._group = QButtonGroup(self)
        self._buttons: dict[Answer, QRadioButton] = {}
        for answer in Answer:
            button = QRadioButton(label(answer), row)
            button.toggled.connect(partial(self._toggled, answer))
            self._group.addButton(button)
            self._buttons[answer] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self._hold(row, self._buttons.values())

    @override
    def show_value(self, value: Answer) -> None:
        self._value = value
        button = self._buttons[value]
        button.setChecked(True)
        self.setFocusProxy(button)

    @override
    def set_name(self, name: str, description: str) -> None:
        for answer, button in self._buttons.items():
            button.setAccessibleName(f"{name}: {label(answer)}")
            button.setAccessibleDescription(description)

    def _toggled(self, answer: Answer, is_chosen: bool) -> None:
        """Announce an answer however it was chosen: clicked, or reached with an arrow key."""
        if is_chosen and answer is not self._value:
            self._value = answer
            self.edited.emit(answer)


class FlagEditor(ValueEditor):
    """A tick with its own label beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(text, self)
        # said in full: ``clicked`` without a slot that names its argument leaves the value out
        self._box.clicked.connect(lambda is_ticked: self.edited.emit(is_ticked))  # noqa: PLW0108 - see above
        self._hold(self._box, (self._box,))

    @override
    def show_value(self, value: bool) -> None:
        self._box.setChecked(value)


class CheckListEditor(OfferingEditor):
    """Several of the offered options as ticks; values the offer lacks are kept."""

    _SHORT = 24
    """Labels up to this many characters stand in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QWidget(self)
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._options: tuple[Option, ...] = ()
        self._value: tuple[str, ...] = ()
        self._name = ("", "")
        self._boxes: dict[str, QCheckBox] = {}
        self._hold(self._list, ())

    @override
    def offer(self, options: tuple[Option, ...]) -> None:
        if options == self._options:
            return
        self._options = options
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        is_short = all(len(option.label) <= self._SHORT for option in options)
        rows = -(-len(options) // 2) if is_short else len(options)
        before: QWidget = self._list
        for index, option in enumerate(options):
            box = QCheckBox(option.label, self._list)
            box.clicked.connect(self._announce)
            self._boxes[option.value] = box
            self._grid.addWidget(box, index % rows, index // rows)
            QWidget.setTabOrder(before, box)
            before = box
        self._watch(self._boxes.values())
        self.set_name(*self._name)
        self.show_value(self._value)

    @override
    def show_value(self, value: tuple[str, ...]) -> None:
        self._value = value
        for code, box in self._boxes.items():
            box.setChecked(code in value)

    @override
    def set_name(self, name: str, description: str) -> None:
        self._name = (name, description)
        for box in self._boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.setAccessibleDescription(description)

    def _announce(self) -> None:
        unknown = tuple(code for code in self._value if code not in self._boxes)
        ticked = tuple(code for code, box in self._boxes.items() if box.isChecked())
        self.edited.emit((*ticked, *unknown))


class NumberEditor(ValueEditor):
    """A whole number."""

    def __init__(self, lowest: int = -99, highest: int = 99, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QSpinBox(self)
        self._box.setRange(lowest, highest)
        self._box.setMaximumWidth(120)
        self._box.valueChanged.connect(self.edited.emit)
        self._hold(self._box, (self._box, self._box.lineEdit()))

    @override
    def show_value(self, value: int) -> None:
        with QSignalBlocker(self._box):
            self._box.setValue(value)
