"""Handing on certificate and fingerprint sheet of an identity, so that others can trust what it signs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import messages

if TYPE_CHECKING:
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.identity_list import IdentityInfo
    from ui.background import BackgroundRunner

_UNFIT = re.compile(r"[^\w.-]+")


def certificate_name(info: IdentityInfo) -> str:
    """Return a file name for the certificate of an identity, such as ``Zertifikat_Online-Team.pem``."""
    name = _UNFIT.sub("-", info.name).strip("-.") or "Signatur"
    return f"Zertifikat_{name}.pem"


class CertificateDesk(QObject):
    """Asks where certificate and sheet are to be saved, and tells what to do with them."""

    def __init__(self, identities: Identities, runner: BackgroundRunner, window: QWidget) -> None:
        super().__init__(window)
        self._identities = identities
        self._runner = runner
        self._window = window

    def choose_target(self, info: IdentityInfo, folder: Path) -> None:
        """Ask for a file and save the certificate of this identity there."""
        dialog = QFileDialog(self._window, "Zertifikat speichern", str(folder), "Zertifikate (*.pem)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(".pem")
        dialog.selectFile(certificate_name(info))
        dialog.fileSelected.connect(lambda name: self.save(info, Path(name)))
        dialog.open()

    def save(self, info: IdentityInfo, target: Path) -> None:
        """Save the certificate in the background."""
        self._runner.run(
            lambda: self._identities.save_certificate(info.id, target),
            receiver=self,
            on_success=self._tell,
            on_error=self._refuse,
        )

    def choose_sheet(self, info: IdentityInfo, folder: Path) -> None:
        """Ask for a file and write the fingerprint sheet of this identity there."""
        name = certificate_name(info).replace("Zertifikat_", "Fingerabdruck_", 1)
        dialog = QFileDialog(self._window, "Fingerabdruck-Blatt speichern", str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Word-Dokument (*.docx)", "Webseite (*.html)"])
        dialog.setDefaultSuffix(".docx")
        dialog.selectFile(Path(name).with_suffix(".docx").name)
        dialog.fileSelected.connect(lambda name: self.save_sheet(info, Path(name)))
        dialog.open()

    def save_sheet(self, info: IdentityInfo, target: Path) -> None:
        """Write the fingerprint sheet in the background."""
        self._runner.run(
            lambda: self._identities.save_sheet(info.id, target),
            receiver=self,
            on_success=self._tell_sheet,
            on_error=self._refuse_sheet,
        )

    def _refuse_sheet(self, error: DsfaError) -> None:
        messages.show_error(self._window, error, "Blatt nicht gespeichert")

    def _tell_sheet(self, target: Path) -> None:
        messages.show_notice(
            self._window,
            "Fingerabdruck-Blatt gespeichert",
            f"{target}\n\nGeben Sie das gedruckte Blatt persönlich weiter und die Zertifikatsdatei auf "
            "einem anderen Weg. Auf dem Blatt steht, wie man beides vergleicht.",
        )

    def _tell(self, target: Path) -> None:
        messages.show_notice(
            self._window,
            "Zertifikat gespeichert",
            f"{target}\n\nDie Datei enthält nichts Geheimes. Wer Ihre Dokumente prüft, wählt sie bei "
            "„Zertifikat vertrauen …“. Bestätigen Sie, dass sie von Ihnen stammt, am besten persönlich.",
        )

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self._window, error, "Zertifikat nicht gespeichert")
