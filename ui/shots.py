"""Pictures of every page and dialog: ``python -m ui.shots DIR --scheme light|dark --size 1280x800``.

The window works offscreen on a fresh data folder with the Stuttgart example; names are the same in every
scheme and size, so that pictures can be compared.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from dsfa_app.errors import StorageError
from ui import messages
from ui.crash import CrashDialog, describe
from ui.self_drive import Drive, wait_until
from ui.theme import Scheme

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path as FieldPath

SCHEMES = {"light": Scheme.LIGHT, "dark": Scheme.DARK}

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return a title as part of a file name."""
    return _NOT_IN_A_NAME.sub("-", title.casefold().translate(_UMLAUTS)).strip("-")


class Camera:
    """Takes numbered pictures of the window and its dialogs into a folder."""

    def __init__(self, drive: Drive, directory: Path) -> None:
        self._drive = drive
        self._directory = directory
        self._number = 0

    def take(self, title: str, view: QWidget | None = None) -> None:
        """Picture another window, or the program's with the dialog in front of it if there is one."""
        QApplication.processEvents()
        QApplication.processEvents()
        picture = (view or self._drive.window).grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            picture = dialog.grab()
        self._number += 1
        picture.save(str(self._directory / f"{self._number:02}-{slug(title)}.png"))
        if isinstance(dialog, QDialog):
            dialog.reject()
            QApplication.processEvents()


def _take_dialogs(drive: Drive, camera: Camera) -> None:
    window = drive.window
    window.menus.new.trigger()
    camera.take("Dialog neue DSFA")
    chosen = window.overview.list.model.summary_at(0).id
    window.overview.delete_requested.emit(chosen)
    camera.take("Dialog löschen")
    messages.show_error(window, StorageError("Auf dem Datenträger ist kein Platz mehr."))
    camera.take("Dialog Fehlermeldung")
    CrashDialog(describe(RuntimeError, None), window).open()
    camera.take("Dialog unerwarteter Fehler")
    window.menus.about.trigger()
    camera.take("Dialog über das Programm")


def _take_manual(drive: Drive, camera: Camera) -> None:
    from ui.manual.window import ManualWindow  # noqa: PLC0415 - opened on demand only

    drive.window.menus.manual.trigger()
    opened = (view for view in QApplication.topLevelWidgets() if isinstance(view, ManualWindow))
    manual = next(view for view in opened if view.isVisible())
    camera.take("Handbuch", manual)
    manual.show_place("fehlermeldungen.md")
    manual.start_search.trigger()
    manual.find_bar.words.setText("Fehler")
    camera.take("Handbuch mit Suche", manual)


def _take_pages(drive: Drive, camera: Camera) -> None:
    from ui.pages import PAGES  # noqa: PLC0415 - the window has imported them by now, and not at its start

    for page in PAGES:
        drive.shell.open_page(page.id)
        camera.take(page.title)
    assessment = drive.shell.editor.assessment
    details: dict[str, tuple[str, FieldPath]] = {
        "Kanal ausgewählt": ("channels", ("channels", assessment.channels[0].id, "name")),
        "Hilfe mit Tatsachen": ("responsibilities", ("transfers", assessment.transfers[0].id, "mechanism")),
    }
    for title, (page_id, path) in details.items():
        drive.shell.open_page(page_id, path)
        camera.take(title)


def take_pictures(directory: Path, scheme: Scheme, size: tuple[int, int]) -> None:
    """Picture the whole window in one scheme and size.

    Args:
        directory: where the pictures go; made if needed.
        scheme: the colours.
        size: width and height of the window in pixels.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, Drive(Path(name)) as drive:
        drive.start.theme.choose(scheme)
        drive.window.resize(*size)
        camera = Camera(drive, directory)
        drive.show_list()
        camera.take("Leere Übersicht")
        drive.window.menus.example.trigger()
        wait_until(lambda: drive.window.shell is not None)
        _take_pages(drive, camera)
        drive.leave_assessment()
        camera.take("Übersicht")
        _take_dialogs(drive, camera)
        _take_manual(drive, camera)


def main() -> int:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Bilder aller Seiten und Dialoge")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--scheme", choices=SCHEMES, default="light")
    parser.add_argument("--size", default="1280x800", help="Breite und Höhe, zum Beispiel 1280x800")
    arguments = parser.parse_args()
    width, height = (int(edge) for edge in arguments.size.split("x"))
    take_pictures(arguments.directory, SCHEMES[arguments.scheme], (width, height))
    return 0


if __name__ == "__main__":
    sys.exit(main())
