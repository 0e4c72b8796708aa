"""The menu bar. Menus hold every command of the window, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ui.icons import icon
from ui.theme import Scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow, QMenu

    from ui.places.place import PlaceSpec
    from ui.theme import Theme

_SCHEMES = {Scheme.SYSTEM: "Wie das System", Scheme.LIGHT: "Hell", Scheme.DARK: "Dunkel"}


class Menus(QObject):
    """Makes the actions; the window connects and enables them."""

    scheme_chosen = Signal(object)
    place_chosen = Signal(str)

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        key = QKeySequence.StandardKey
        self.new = self._action("&Neue DSFA …", key.New, "add")
        self.example = self._action("&Beispiel öffnen", None, "example")
        self.verify = self._action("Dokument &prüfen …", None, "shield")
        self.take_over = self._action("DSFA aus &Datei übernehmen …", None, "document")
        self.back_up = self._action("Sicherung &erstellen …", None, "saved")
        self.restore = self._action("Sicherung &zurückspielen …", None, "undo")
        self.overview = self._action("&Übersicht", "Alt+Home", "overview")
        self.save = self._action("&Speichern", key.Save)
        self.quit = self._action("Been&den", "Ctrl+Q")
        self.undo = self._action("&Rückgängig", key.Undo, "undo")
        self.redo = self._action("&Wiederholen", "Ctrl+Y", "redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.comment = self._action("&Kommentar zum Feld", "Ctrl+Shift+K", "comment")
        self.all_comments = self._action("&Alle Kommentare …", "Ctrl+Shift+L")
        self.field_history = self._action("&Verlauf des Felds", "Ctrl+Shift+H")
        self.previous = self._action("&Vorheriger Schritt", "Ctrl+PgUp", "back")
        self.next = self._action("&Nächster Schritt", "Ctrl+PgDown", "forward")
        self.help_side = self._action("&Hilfe und offene Punkte zeigen", "F9")
        self.help_side.setCheckable(True)
        self.field_help = self._action("&Hilfe zum Feld", "F1", "help")
        self.manual = self._action("Hand&buch", "Shift+F1")
        self.about = self._action("&Über die DSFA-Werkbank")
        bar = window.menuBar()
        self.file = bar.addMenu("&Datei")
        self._fill(self.file, self.new, self.example, None, self.verify, self.take_over, None)
        self._fill(self.file, self.overview, self.save, None, self.back_up, self.restore, None, self.quit)
        self.edit = bar.addMenu("&Bearbeiten")
        self._fill(self.edit, self.undo, self.redo, self.field_history, None, self.comment, self.all_comments)
        self.view = bar.addMenu("&Ansicht")
        self.places: dict[str, QAction] = {}
        self._fill(self.view, self.previous, self.next, None, self.help_side, None)
        self._add_schemes(self.view, theme.scheme)
        self.help = bar.addMenu("&Hilfe")
        self._fill(self.help, self.manual, self.field_help, None, self.about)
        self.enable_assessment(is_open=False)

    def enable_assessment(self, *, is_open: bool) -> None:
        """Enable what needs an open assessment."""
        for action in (
            self.overview,
            self.save,
            self.undo,
            self.redo,
            self.previous,
            self.next,
            self.help_side,
            self.field_help,
            self.comment,
            self.all_comments,
            self.field_history,
        ):
            action.setEnabled(is_open)

    def enable_data(self, *, is_ready: bool) -> None:
        """Enable what needs the data to be open."""
        for action in (
            self.new,
            self.example,
            self.verify,
            self.take_over,
            self.back_up,
            self.restore,
            *self.places.values(),
        ):
            action.setEnabled(is_ready)

    def show_places(self, places: Sequence[PlaceSpec]) -> None:
        """Offer the places of the window above everything else in the view, each with its key."""
        if self.places:
            return
        first = self.view.actions()[0]
        for position, place in enumerate(places, start=1):
            action = self._action(place.title, f"Ctrl+{position}", place.icon)
            action.triggered.connect(
                lambda _checked=False, place_id=place.id: self.place_chosen.emit(place_id)
            )
            self.view.insertAction(first, action)
            self.places[place.id] = action
        self.view.insertSeparator(first)

    def show_history(self, undo_text: str | None, redo_text: str | None) -> None:
        """Name what undo and redo would do."""
        for action, verb, text in (
            (self.undo, "&Rückgängig", undo_text),
            (self.redo, "&Wiederholen", redo_text),
        ):
            action.setEnabled(text is not None)
            action.setText(f"{verb}: {text}" if text else verb)

    def _action(
        self, text: str, shortcut: QKeySequence.StandardKey | str | None = None, picture: str = ""
    ) -> QAction:
        action = QAction(text, self)
        if shortcut is not None:
            action.setShortcut(QKeySequence(shortcut))
        if picture:
            action.setIcon(icon(picture))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action

    @staticmethod
    def _fill(menu: QMenu, *actions: QAction | None) -> None:
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)

    def _add_schemes(self, menu: QMenu, current: Scheme) -> None:
        group = QActionGroup(self)
        for scheme, text in _SCHEMES.items():
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(scheme is current)
            action.triggered.connect(lambda _checked=False, chosen=scheme: self.scheme_chosen.emit(chosen))
            menu.addAction(action)
