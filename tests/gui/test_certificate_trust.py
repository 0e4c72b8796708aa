"""From a self-made identity to „gültig“: its certificate is saved, handed on and trusted for one check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import three_platforms
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton

from dsfa_app.services.signer import Claims
from exporters.signature import KeyType
from ui.dialogs.documents import DocumentDesk
from ui.dialogs.verification import VerificationDialog
from ui.export.certificate_desk import certificate_name
from ui.pages.export import ExportPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.services.identity_list import IdentityInfo
    from ui.assessment.shell import AssessmentShell
    from ui.background import BackgroundRunner
    from ui.main_window import MainWindow

PASSPHRASE = "ein langer Satz für Prüfzwecke"


@pytest.fixture
def identity(app: Application) -> IdentityInfo:
    return app.identities.create_self_made("Büro / Übersee", "Stadt", KeyType.EC_P256, PASSPHRASE)


@pytest.fixture
def document(app: Application, identity: IdentityInfo, tmp_path: Path) -> Path:
    signer = app.identities.signer(identity.id, PASSPHRASE, Claims())
    return app.documents.export(three_platforms(app), "xlsx", tmp_path / "DSFA.xlsx", signer).path


@pytest.fixture
def desk(app: Application, runner: BackgroundRunner, window: MainWindow) -> Iterator[DocumentDesk]:
    yield DocumentDesk(app, runner, window)
    while (box := QApplication.activeModalWidget()) is not None:
        box.close()


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def buttons(box: QDialog) -> dict[str, QPushButton]:
    return {button.text().replace("&", ""): button for button in box.findChildren(QPushButton)}


def choose(qtbot: QtBot, file: Path) -> None:
    chooser = dialog(qtbot, QFileDialog)
    chooser.findChild(QLineEdit).setText(str(file))
    chooser.accept()


def test_the_certificate_of_the_chosen_identity_is_saved_under_its_name(
    qtbot: QtBot,
    app: Application,
    identity: IdentityInfo,
    open_shell: Callable[..., AssessmentShell],
    tmp_path: Path,
) -> None:
    app.settings.update(export_folder=str(tmp_path))
    shell = open_shell(three_platforms(app))
    shell.open_page("export")
    page = shell.page
    assert isinstance(page, ExportPage)
    assert not page.signature.save_certificate.isEnabled(), "nothing is chosen before the list is there"
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None)
    page.signature.save_certificate.click()
    chooser = dialog(qtbot, QFileDialog)
    assert chooser.findChild(QLineEdit).text() == certificate_name(identity)
    assert certificate_name(identity) == "Zertifikat_Büro-Übersee-selbst-erzeugt.pem"
    chooser.accept()
    box = dialog(qtbot, QMessageBox)
    assert "nichts Geheimes" in box.informativeText()
    assert (tmp_path / certificate_name(identity)).read_text("ascii") == identity.certificate
    buttons(box)["OK"].click()


def test_a_document_becomes_valid_for_the_check_in_which_its_certificate_is_trusted(
    qtbot: QtBot, app: Application, desk: DocumentDesk, identity: IdentityInfo, document: Path, tmp_path: Path
) -> None:
    certificate = app.identities.save_certificate(identity.id, tmp_path / "übersee.pem")
    desk.verify(document)
    found = dialog(qtbot, VerificationDialog)
    assert found.result_view.verdict.text() == "gültig, Aussteller nicht vertraut"
    buttons(found)["Zertifikat vertrauen …"].click()
    choose(qtbot, certificate)
    found = dialog(qtbot, VerificationDialog)
    assert found.result_view.verdict.text() == "gültig"
    assert "„übersee.pem“ vertraut" in found.result_view.meaning.text()
    assert "Zertifikat vertrauen …" not in buttons(found)
    found.close()
    desk.verify(document)
    assert dialog(qtbot, VerificationDialog).result_view.verdict.text() == "gültig, Aussteller nicht vertraut"


def test_a_file_that_is_no_certificate_is_refused(
    qtbot: QtBot, desk: DocumentDesk, document: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.pem").write_text("Sehr geehrte Damen und Herren")
    desk.verify(document, [tmp_path / "brief.pem"])
    box = dialog(qtbot, QMessageBox)
    assert "kein lesbares Zertifikat" in box.informativeText()
