"""Asking where a document about versions is written to; its suffix says the format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from ui.view_models.export import file_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.forms.context import PageContext

_TYPES = {
    "Word-Dokument (*.docx)": "docx",
    "Excel-Arbeitsmappe (*.xlsx)": "xlsx",
    "Webseite (*.html)": "html",
}


def _folder(context: PageContext) -> str:
    remembered = context.application.settings.preferences.export_folder
    if remembered and Path(remembered).is_dir():
        return remembered
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents or str(Path.home())


def choose_target(
    parent: QWidget, context: PageContext, prefix: str, on_chosen: Callable[[str, Path], None]
) -> QFileDialog:
    """Ask for the file; ``on_chosen`` gets the id of the format and the file."""
    dialog = QFileDialog(parent.window(), "Dokument ausgeben", _folder(context))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(_TYPES))
    dialog.setDefaultSuffix("docx")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_TYPES[chosen]))
    today = date.today()  # noqa: DTZ011 - the local day
    dialog.selectFile(file_name(context.editor.assessment, ".docx", today, prefix))

    def chosen(name: str) -> None:
        file = Path(name)
        suffix = file.suffix.lower().removeprefix(".")
        known = suffix if suffix in _TYPES.values() else _TYPES[dialog.selectedNameFilter()]
        context.application.settings.update(export_folder=str(file.parent))
        on_chosen(known, file if suffix == known else file.with_name(f"{file.name}.{known}"))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog
