"""Where the window was left: its size, the widths of its parts, the place, assessment and page in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from dsfa_app.settings import Settings
    from ui.assessment.shell import AssessmentShell

DEFAULT_SIZE = (1280, 800)


class WindowState:
    """Reads and keeps the preferences that concern the window's shape."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        window.resize(*DEFAULT_SIZE)
        geometry = settings.preferences.window_geometry
        if geometry:
            window.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii", "ignore"))))

    @property
    def last_place(self) -> str:
        """Id of the place that was in front last, empty at the first start."""
        return self._settings.preferences.last_place

    def remember_place(self, place_id: str) -> None:
        """Keep which place is in front."""
        self._settings.update(last_place=place_id)

    def restore_shell(self, shell: AssessmentShell, assessment_id: str, page_id: str) -> None:
        """Give an opened assessment its widths, and this page; with none named the one it was left on."""
        from ui.pages import PAGES  # noqa: PLC0415 - the pages are loaded by now, and only then

        remembered = self._settings.preferences
        shell.set_widths(remembered.step_list_width, remembered.help_width)
        shell.help_side.setVisible(remembered.help_visible)
        known = {page.id for page in PAGES}
        is_same = remembered.last_assessment_id == assessment_id and remembered.last_page in known
        shell.open_page(page_id or (remembered.last_page if is_same else PAGES[0].id))
        self._settings.update(last_assessment_id=assessment_id)

    def remember_shell(self, shell: AssessmentShell) -> None:
        """Keep the widths of an assessment that is being left."""
        steps, help_side = shell.widths()
        self._settings.update(
            step_list_width=steps,
            help_width=help_side,
            help_visible=shell.help_side.isVisibleTo(shell),
            last_page=shell.page_id,
        )

    def remember_window(self) -> None:
        """Keep the window's size and place."""
        encoded = self._window.saveGeometry().toBase64().data()
        self._settings.update(window_geometry=bytes(encoded).decode("ascii"))
