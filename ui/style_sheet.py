"""The look of the window as one Qt style sheet; colours come from the scheme's tokens.

Widgets are addressed by the property ``look`` rather than by class where a class has several looks, for
example ``look="primary"`` for the one main button of a view.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme import Tokens

_TEMPLATE = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 8px; }
QMainWindow, QDialog { background: $window; }
QScrollArea, QScrollArea > QWidget > QWidget[look="page"] { background: transparent; border: none; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }

QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[look="inset"] { background: $inset; border: 1px solid $border; border-radius: 6px; }
QFrame[look="inset"]:focus { border: 2px solid $accent; }
QFrame[look="reply"] { border: none; border-left: 2px solid $border; }
QFrame[look="reply"]:focus { border-left: 2px solid $accent; }
QFrame[look="notice"] { background: $notice; border: 1px solid $border; border-radius: 6px; }
QFrame[look="banner"] { background: $notice; border: none; border-bottom: 1px solid $border; }
QFrame[look="bar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[look="footer"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[look="side"] { background: $surface; border: none; }

QLabel[look="title"] { font-size: 17pt; font-weight: 600; }
QLabel[look="heading"] { font-size: 11pt; font-weight: 600; }
QLabel[look="label"] { font-weight: 600; }
QLabel[look="muted"], QLabel[look="hint"] { color: $muted; }
QLabel[look="figure"], QLabel[look="figure-error"] { font-size: 17pt; font-weight: 600; }
QLabel[look="figure-error"] { color: $error; }
QLabel[look="change"] { color: $warning; }
QLabel[look="error"] { color: $error; font-weight: 600; }
QLabel[look="badge"] {
    background: $inset; border: 1px solid $border; border-radius: 4px; padding: 2px 8px;
}
QLabel[look="phase"] { color: $muted; font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {
    background: $surface; color: $text; border: 1px solid $field_border; border-radius: 4px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit, QTextEdit { padding: 3px 4px; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QComboBox:hover { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 4px 7px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: 2px 3px; }
QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus { border: 2px solid $error; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
    color: $muted; background: $inset; border-color: $border;
}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $inset; border-color: $border; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $field_border; padding: 4px; outline: none;
    selection-background-color: $selection; selection-color: $on_selection;
}
QComboBox QAbstractItemView:focus { border: 1px solid $field_border; padding: 4px; }
QComboBox QAbstractItemView::item { padding: 4px 8px; min-height: 20px; }
QComboBox QAbstractItemView::item:selected { background: $selection; color: $on_selection; }
QTextBrowser { border: none; background: transparent; padding: 0; }
QTextBrowser:focus { border: 2px solid $accent; border-radius: 4px; padding: 0; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $field_border; border-radius: 4px;
    padding: 6px 12px;
}
QToolButton { padding: 5px; }
QPushButton:hover, QToolButton:hover { border-color: $accent; color: $accent; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 11px; }
QToolButton:focus { padding: 4px; }
QToolButton[look="attached"] { padding: 4px; }
QToolButton[look="attached"]:focus { padding: 3px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $border; background: $inset; }
QPushButton[look="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[look="primary"]:hover {
    background: $accent_hover; border-color: $accent_hover; color: $on_accent;
}
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $inset; color: $muted; border-color: $border; }
QPushButton[look="flat"], QToolButton[look="flat"] { border: 1px solid transparent; background: transparent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { background: $selection; color: $text; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border: 2px solid $accent; }
QPushButton[look="place"] {
    border: none; border-bottom: 3px solid transparent; border-radius: 0; background: transparent;
    color: $muted; padding: 10px 14px 7px; font-weight: 600;
}
QPushButton[look="place"]:hover { color: $text; background: $selection; }
QPushButton[look="place"]:checked { color: $text; border-bottom-color: $accent; }
QPushButton[look="place"]:focus { border: 2px solid $accent; padding: 8px 12px 8px; }
QToolButton[look="mark"] {
    border: 1px solid transparent; background: transparent; color: $accent; padding: 0 3px; font-weight: 600;
}
QToolButton[look="mark"]:hover { background: $selection; }
QToolButton[look="mark"]:focus { border: 2px solid $accent; padding: 0 2px; }
QPushButton[look="chip"] { border-radius: 13px; padding: 5px 14px; }
QPushButton[look="chip"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="chip"]:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton[look="chip"]:checked:focus { border: 2px solid $text; }
QPushButton[look="tile"] {
    text-align: left; padding: 8px 10px; border-color: $border; background: $surface;
}
QPushButton[look="tile"]:hover { border-color: $accent; color: $text; }
QPushButton[look="tile"]:checked { border: 2px solid $accent; padding: 7px 9px; background: $selection; }
QPushButton[look="tile"]:focus { border: 2px solid $text; padding: 7px 9px; }
QPushButton[look="menu"], QPushButton[look="menu"]:focus { padding-right: 30px; }
QPushButton::menu-indicator { image: url("$arrow"); width: 12px; height: 12px; right: 10px; }
QToolButton::menu-indicator { image: none; }

QCheckBox, QRadioButton {
    spacing: 8px; padding: 3px 6px 3px 4px; border: 2px solid transparent; border-radius: 4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid $field_border; border-radius: 3px; background: $surface;
}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    border-color: $accent; background: $accent; image: url("$tick");
}
QCheckBox::indicator:hover, QRadioButton::indicator:unchecked:hover { border-color: $accent; }
QCheckBox::indicator:unchecked:disabled { background: $inset; border-color: $border; }
QCheckBox::indicator:checked:disabled { background: $muted; border-color: $muted; }
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $field_border; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}
QRadioButton::indicator:checked:disabled { border-color: $muted; background: $surface; }
QRadioButton::indicator:unchecked:disabled { background: $inset; border-color: $border; }

QTableView, QListView, QTreeView {
    background: $surface; alternate-background-color: $inset; color: $text; border: 1px solid $border;
    border-radius: 6px; gridline-color: $border; outline: none; padding: 1px;
    selection-background-color: $selection; selection-color: $on_selection;
}
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; padding: 0; }
QTableView::item, QListView::item { padding: 4px 8px; }
QTreeView::item { padding: 6px 8px; }
QListView[look="steps"] { border: none; border-radius: 0; background: transparent; padding: 0; }
QListView[look="steps"]:focus { border: none; }
QListView[look="steps"]::item { padding: 5px 8px; border-left: 3px solid transparent; }
QListView[look="steps"]::item:selected {
    background: $selection; color: $on_selection; border-left: 3px solid $accent;
}
QListView[look="findings"] { border: none; background: transparent; }
QListView[look="findings"]::item { padding: 0; border-radius: 4px; }
QListView[look="findings"]::item:hover { background: $inset; }
QListView[look="findings"]::item:selected { background: $selection; color: $on_selection; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $inset; }
QCalendarWidget QToolButton { border: none; background: transparent; padding: 6px 8px; }
QCalendarWidget QToolButton:hover { background: $selection; }
QCalendarWidget QTableView, QCalendarWidget QTableView:focus { border: none; border-radius: 0; padding: 0; }
QCalendarWidget QTableView:disabled { color: $muted; }
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QSpinBox { padding: 2px 4px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $inset; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 6px 8px 6px 11px; font-weight: 600;
}
QHeaderView::section:hover { color: $accent; }
QTableCornerButton::section { background: $inset; border: none; }

QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $border; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; color: $on_selection; }
QMenu { background: $surface; color: $text; border: 1px solid $field_border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon, QMenu::indicator { left: 8px; }
QStatusBar { background: $surface; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $field_border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $accent; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0;
}
QProgressBar { background: $inset; border: 1px solid $border; border-radius: 4px; height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 6px 12px;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 4px; padding: 4px 10px 6px 10px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QGroupBox { border: none; }
""")


@cache
def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet in the colours of these tokens."""
    values = tokens._asdict()
    for picture in ("arrow", "tick"):
        values[picture] = str(resource("icons", values[picture])).replace("\\", "/")
    return _TEMPLATE.substitute(values)


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks of the style sheet, also when it has been styled already."""
    widget.setProperty("look", look)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        refresh_style(widget)


def refresh_style(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again after one has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
