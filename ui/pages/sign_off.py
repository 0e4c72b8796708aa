"""Who has signed the released versions: documents go out, come back signed, and are taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.method.findings import Topic
from ui import messages
from ui.assessment.page import Page, PageSpec, Phase
from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.sign_off.examination_dialog import ExaminationDialog
from ui.sign_off.status_card import StatusCard
from ui.style_sheet import set_look
from ui.verification.drop_area import DropArea
from ui.versions.target import choose_target
from ui.view_models.sign_offs import SignOffModel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from dsfa_app.domain.structure import Path as FieldPath
    from dsfa_app.services.documents import ExportResult
    from dsfa_app.services.sign_offs import Examination, SignOff
    from ui.forms.context import PageContext

_NOTHING_RELEASED = (
    "Noch keine freigegebene Fassung. Unterzeichnet wird, was freigegeben ist: Geben Sie die DSFA auf der "
    "Seite „Ergebnis und Freigabe“ frei. Dort legen Sie auch fest, wer unterzeichnet."
)
_DROP = "Unterzeichnete Word- oder Excel-Dateien hierher ziehen"


class SignOffPage(Page):
    """One card per released version, and a place where signed documents come in."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = SignOffModel(context.editor, context.application, context.runner, self)
        self.drop = DropArea(self, _DROP)
        self.drop.received.connect(self._receive)
        self._empty = QLabel(_NOTHING_RELEASED, self)
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self.release = QPushButton(icon("forward"), "Zu „Ergebnis und Freigabe“", self)
        self.release.clicked.connect(lambda: context.navigation.go(Topic.DECISION.value))
        self.cards: tuple[StatusCard, ...] = ()
        self._is_asked_for = False
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self._empty)
        layout.addWidget(self.release, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._column)
        layout.addWidget(self.drop)
        layout.addStretch(1)
        self.model.loaded.connect(self._show)
        self.model.examined.connect(self._ask)
        self.model.recorded.connect(self._tell)
        self.model.written.connect(self._written)
        self.model.refused.connect(lambda error: messages.show_error(self.window(), error))
        self._show()
        self.model.load()

    @override
    def refresh(self, changed: FieldPath = ()) -> None:
        if changed[:1] in ((), ("state",), ("version",)):
            self.model.load()

    @override
    def focus_path(self, path: FieldPath) -> bool:
        if path[:1] != ("expected_signers",):
            return False
        self._is_asked_for = True
        self._focus_first()
        return True

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self.model.load()  # a document dropped elsewhere may have been taken in behind a dialog

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.load()

    def _focus_first(self) -> None:
        """Put the keyboard on the signatures of the newest version; the cards may still be on their way."""
        if self._is_asked_for and self.cards:
            self._is_asked_for = False
            self.cards[0].list.setFocus()

    def _show(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = tuple(StatusCard(status, self) for status in self.model.versions)
        for card in self.cards:
            card.send_requested.connect(self._send)
            card.save_requested.connect(self._save)
            self._column.addWidget(card)
        for widget in (self._empty, self.release):
            widget.setVisible(not self.cards)
        self._focus_first()

    def _receive(self, files: tuple[Path, ...]) -> None:
        for file in files:
            self.model.examine(file)

    def _ask(self, examination: Examination) -> None:
        dialog = ExaminationDialog(examination, self.window())
        dialog.confirmed.connect(lambda: self.model.record(examination))
        dialog.open()

    def _tell(self, number: int) -> None:
        taken = count(number, "Unterschrift", "Unterschriften")
        self.context.notices.say(f"{taken} aufgenommen.")

    def _send(self, version_id: str) -> None:
        choose_target(
            self,
            self.context,
            "DSFA-zum-Unterzeichnen",
            lambda format_id, target: self.model.send_out(version_id, format_id, target),
        )

    def _save(self, sign_off: SignOff) -> None:
        dialog = QFileDialog(self.window(), "Unterzeichnete Datei speichern", self._folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(sign_off.file_name)
        dialog.fileSelected.connect(lambda name: self.model.save_file(sign_off, Path(name)))
        dialog.open()

    def _folder(self) -> str:
        return self.context.application.settings.preferences.export_folder

    def _written(self, result: ExportResult | Path) -> None:
        path = result if isinstance(result, Path) else result.path
        self.context.notices.say(f"Gespeichert: {path}")


PAGE = PageSpec(
    id="sign_off",
    title="Unterschriften",
    phase=Phase.IMPLEMENTATION,
    purpose="Wer hat die freigegebene Fassung unterzeichnet, und wer fehlt noch?",
    norm="Art.\u00a05 Abs.\u00a02 DSGVO",
    build=SignOffPage,
)
