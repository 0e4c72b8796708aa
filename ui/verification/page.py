"""The place for checking documents, useful without any assessment: drop files, read the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.services.protocols import write_protocol
from dsfa_app.services.verification import Trust, Verification
from exporters.signature.report import Verdict
from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.places.place import Place
from ui.sign_off.desk import SignOffDesk
from ui.signing.dialog import SigningDialog
from ui.style_sheet import set_look
from ui.verification.drop_area import DropArea
from ui.verification.issuers_card import IssuersCard
from ui.verification.protocol_target import choose_protocol_target
from ui.verification.verdict_view import VerdictView
from ui.view_models.verification import ICONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ImportResult
    from ui.places.place import PlaceContext

_NOTHING_YET = (
    "Noch nichts geprüft. Ziehen Sie ein signiertes Dokument in die linke Spalte: Das Programm sagt, ob es "
    "seit dem Unterzeichnen unverändert ist, wer unterzeichnet hat und wer dafür bürgt."
)
_SIGNABLE = {Verdict.VALID, Verdict.UNTRUSTED, Verdict.UNSIGNED}
"""What may be signed: never a document that is damaged or was changed."""
_ICON_SIZE = 20
_LEAST_LIST_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class _Checked:
    """A verification, and whether the file belongs to a released version stored here."""

    verification: Verification
    concerns_version: bool


class VerificationPage(Place):
    """Files come in on the left, the verdict on the chosen one stands on the right."""

    def __init__(self, context: PlaceContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._application = context.application
        self._runner = context.runner
        self._found: dict[Path, _Checked] = {}
        self.sign_offs = SignOffDesk(context.application, context.runner, self)
        self.sign_offs.recorded.connect(self._recorded)
        self.sign_offs.failed.connect(self.failed)
        self.drop = DropArea(self)
        self.drop.received.connect(self.check)
        self.files = QListWidget(self)
        self.files.setAccessibleName("Geprüfte Dokumente")
        self.files.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        self.files.currentItemChanged.connect(self._show_chosen)
        self.issuers = IssuersCard(context.application.trust, context.runner, self)
        self.issuers.changed.connect(self._check_again)
        self.result_view = VerdictView(self)
        self.take = QPushButton(icon("document"), "DSFA übernehmen …", self)
        self.take.setAccessibleName("Eingebettete DSFA übernehmen")
        self.take.clicked.connect(self._take_over)
        self.record = QPushButton("Unterschrift aufnehmen …", self)
        self.record.setToolTip("Das Dokument gehört zu einer freigegebenen Fassung, die hier gespeichert ist")
        self.record.setAccessibleDescription(self.record.toolTip())
        set_look(self.record, "primary")
        self.record.clicked.connect(self._take_in)
        self.protocol = QPushButton("Protokoll speichern …", self)
        self.protocol.setToolTip("Schreibt ein Prüfprotokoll als Word-Dokument oder Webseite")
        self.protocol.setAccessibleDescription(self.protocol.toolTip())
        self.protocol.clicked.connect(self._save_protocol)
        self.sign = QPushButton("Signieren …", self)
        self.sign.setToolTip("Setzt Ihre Signatur neben die vorhandenen und speichert eine neue Datei")
        self.sign.setAccessibleDescription(self.sign.toolTip())
        self.sign.clicked.connect(self._sign)
        self.online = QPushButton("Sperrungen online prüfen", self)
        self.online.setToolTip("Fragt die Adressen, die in den Zertifikaten stehen (Netzzugriff)")
        self.online.setAccessibleDescription(
            "Fragt die Adressen, die in den Zertifikaten stehen (Netzzugriff)"
        )
        self.online.clicked.connect(self._check_online)
        self._build()

    @override
    def refresh(self) -> None:
        self.issuers.load()

    @override
    def focus_work(self) -> None:
        (self.files if self._found else self.drop).setFocus()

    def check(self, files: Iterable[Path], *, may_ask_online: bool = False) -> None:
        """Verify these files one after the other and show the first."""
        for file in files:
            self._check(file, may_ask_online=may_ask_online)

    def _check(self, file: Path, *, may_ask_online: bool) -> None:
        def work() -> _Checked:
            store = self._application.trust
            trust = Trust(
                roots=store.roots(), revocation_lists=store.revocation_lists(), may_ask_online=may_ask_online
            )
            found = self._application.documents.verify(file, trust)
            return _Checked(found, self._application.sign_offs.concerns(found))

        self._runner.run(
            work,
            receiver=self,
            on_success=lambda found: self._keep(file, found),
            on_error=self.failed.emit,
        )

    def _keep(self, file: Path, checked: _Checked) -> None:
        found = checked.verification
        is_new = file not in self._found
        self._found[file] = checked
        self.files.show()
        picture, colour = ICONS[found.report.verdict.value]
        item = QListWidgetItem(self.files) if is_new else self._item_of(file)
        item.setIcon(icon(picture, colour))
        item.setText(f"{file.name}\n{found.report.verdict.label}")
        item.setToolTip(str(file))
        self._stack.setCurrentIndex(1)
        if is_new:
            self.files.setCurrentItem(item)
        else:
            self._show_chosen()

    def _item_of(self, file: Path) -> QListWidgetItem:
        return self.files.item(tuple(self._found).index(file))

    @property
    def chosen(self) -> Path | None:
        """The file whose verdict is shown, None before one has been checked."""
        row = self.files.currentRow()
        return None if row < 0 else tuple(self._found)[row]

    def _show_chosen(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        found = self._found[chosen].verification
        self.record.setVisible(self._found[chosen].concerns_version)
        self.result_view.show_verification(found)
        self.take.setVisible(found.embedded is not None and not found.embedded.matches)
        self.sign.setVisible(found.report.verdict in _SIGNABLE)
        self.online.setVisible(bool(found.report.signatures))

    def _check_again(self) -> None:
        self.check(tuple(self._found))

    def _check_online(self) -> None:
        if self.chosen is not None:
            self.check([self.chosen], may_ask_online=True)

    def _take_over(self) -> None:
        file = self.chosen
        if file is None:
            return
        self._runner.run(
            lambda: self._application.documents.import_file(file),
            receiver=self,
            on_success=self._taken,
            on_error=self._refused,
        )

    def _take_in(self) -> None:
        if self.chosen is not None:
            self.sign_offs.take_in(self.chosen)

    def _recorded(self, number: int) -> None:
        self.said.emit(f"{count(number, 'Unterschrift', 'Unterschriften')} aufgenommen.")
        self.data_changed.emit()

    def _sign(self) -> None:
        if self.chosen is None:
            return
        dialog = SigningDialog(self.chosen, self._application, self._runner, self.window())
        dialog.signed.connect(self._signed)
        dialog.open()

    def _signed(self, file: Path) -> None:
        self.said.emit(f"Signiert und gespeichert: {file}")
        self.check([file])

    def _save_protocol(self) -> None:
        if self.chosen is None:
            return
        found = self._found[self.chosen].verification
        folder = self._application.settings.preferences.export_folder
        choose_protocol_target(self, found, folder, lambda target: self._write_protocol(found, target))

    def _write_protocol(self, found: Verification, target: Path) -> None:
        self._runner.run(
            lambda: write_protocol(found, target),
            receiver=self,
            on_success=lambda written: self.said.emit(f"Gespeichert: {written}"),
            on_error=self.failed.emit,
        )

    def _taken(self, result: ImportResult) -> None:
        self.said.emit(f"Die DSFA „{result.assessment.title}“ steht jetzt in der Übersicht.")
        self.data_changed.emit()
        self._check_again()

    def _refused(self, error: DsfaError) -> None:
        self.failed.emit(error)

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 12, 24)
        column.setSpacing(16)
        column.addWidget(self.drop)
        column.addWidget(self.files, 1)
        column.addWidget(self.issuers)
        column.addStretch()  # gets the room while there is no list
        self.files.hide()
        self.files.setMinimumHeight(_LEAST_LIST_HEIGHT)
        scroller = QScrollArea(self)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard and scroll along
        scroller.setWidget(left)
        nothing = QLabel(_NOTHING_YET, self)
        nothing.setWordWrap(True)
        nothing.setContentsMargins(48, 0, 48, 0)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(nothing, "muted")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._result())
        splitter = QSplitter(self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(scroller)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([400, 800])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _result(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.result_view, 1)
        for row in ((self.record, self.sign, self.protocol), (self.take, self.online)):
            buttons = QHBoxLayout()
            buttons.setSpacing(8)
            for button in row:
                buttons.addWidget(button)
            buttons.addStretch(1)
            column.addLayout(buttons)
        return right
