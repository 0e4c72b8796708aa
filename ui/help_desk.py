"""What the help menu shows: the manual at the place of the work, and what program this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.manual.window import ManualWindow
    from ui.theme import Theme


class HelpDesk(QObject):
    """Shows the manual in one window of its own and says what program this is."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._manual: ManualWindow | None = None

    def show_manual(self, place: str) -> None:
        """Open the manual at a file and heading, empty for its beginning."""
        # the manual is reached only on demand
        from ui.manual.book import Book  # noqa: PLC0415 - see above
        from ui.manual.window import ManualWindow  # noqa: PLC0415 - see above

        if self._manual is None:
            self._manual = ManualWindow(Book(), self._theme)
        self._manual.show_place(place)

    def close_manual(self) -> None:
        """Close the manual with the program."""
        manual, self._manual = self._manual, None
        if manual is not None:
            manual.close()
            manual.deleteLater()

    def show_about(self) -> None:
        """Say name and version of the program."""
        from dsfa_app import __version__  # noqa: PLC0415 - shown on demand only

        messages.show_notice(
            self._window,
            f"DSFA-Werkbank {__version__}",
            "Datenschutz-Folgenabschätzung nach Art.\u00a035 DSGVO für Social-Media-Kanäle öffentlicher "
            "Stellen. Das Programm ersetzt keine Rechtsberatung.",
        )
