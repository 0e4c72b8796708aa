"""Where documents come in: dropped, or chosen in a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

DOCUMENTS = "Word- und Excel-Dokumente (*.docx *.xlsx)"
_ICON_SIZE = 32
_INVITATION = "Word- oder Excel-Dateien hierher ziehen"


class DropArea(QFrame):
    """``received`` carries the files as a tuple of paths."""

    received = Signal(object)

    def __init__(self, parent: QWidget | None = None, invitation: str = _INVITATION) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setAcceptDrops(True)
        picture = QLabel(self)
        picture.setPixmap(icon("shield").pixmap(QSize(_ICON_SIZE, _ICON_SIZE)))
        words = QLabel(invitation, self)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton(icon("document", "on_accent"), "Dateien wählen …", self)
        set_look(self.choose, "primary")
        self.choose.clicked.connect(self._ask)
        note = QLabel("Beim Prüfen wird nichts verändert und nichts ins Netz gesendet.", self)
        note.setWordWrap(True)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(note, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(words)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(note)
        self.setFocusProxy(self.choose)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.received.emit(_files(event))
        event.acceptProposedAction()

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Dokumente prüfen")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([DOCUMENTS, "Alle Dateien (*)"])
        dialog.filesSelected.connect(lambda names: self.received.emit(tuple(Path(name) for name in names)))
        dialog.open()


def _files(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
