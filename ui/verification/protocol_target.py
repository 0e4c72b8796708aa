"""Asking where the protocol of a verification is written to; its suffix says the format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from dsfa_app.services.verification import Verification

_TYPES = {"Word-Dokument (*.docx)": "docx", "Webseite (*.html)": "html"}


def choose_protocol_target(
    parent: QWidget, verification: Verification, folder: str, on_chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask for the file, beginning in ``folder`` or, without one, among the documents."""
    place = folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent.window(), "Prüfprotokoll speichern", place)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(_TYPES))
    dialog.setDefaultSuffix("docx")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_TYPES[chosen]))
    dialog.selectFile(f"Prüfprotokoll {Path(verification.report.file_name).stem}.docx")

    def chosen(name: str) -> None:
        file = Path(name)
        known = file.suffix.lower().removeprefix(".") in _TYPES.values()
        suffix = _TYPES[dialog.selectedNameFilter()]
        on_chosen(file if known else file.with_name(f"{file.name}.{suffix}"))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog
