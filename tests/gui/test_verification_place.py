"""Documents are checked without any assessment: drop a file, read the verdict, trust an issuer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import docx
import pytest
from documents import docx_text
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from signature.forgery import Issued, issue, replaced

from exporters.signature import KeyType, SigningOptions, sign_package
from ui.signing.dialog import SigningDialog
from ui.verification.page import VerificationPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.background import BackgroundRunner
    from ui.main_window import MainWindow

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""The day before the one the program's clock stands at."""
YEAR = {"start": NOW - timedelta(days=10), "end": NOW + timedelta(days=355)}


@pytest.fixture
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture
def signed(tmp_path: Path, root: Issued) -> Path:
    plain = tmp_path / "ohne.docx"
    docx.Document().save(plain)
    person = issue("Amtsleitung Öffentlichkeitsarbeit", issuer=root, **YEAR)
    file = tmp_path / "DSFA größer.docx"
    file.write_bytes(sign_package(plain.read_bytes(), person.identity, SigningOptions(signing_time=NOW)))
    return file


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, runner: BackgroundRunner) -> VerificationPage:
    window.show_place("verification")
    qtbot.waitUntil(lambda: runner.is_idle)
    return window.home.place("verification", VerificationPage)


def _drop(page: VerificationPage, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.drop.dropEvent(event)
    assert event.isAccepted()


def test_dropped_files_are_checked_and_the_verdict_stands_in_words(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(b"PK kein Dokument")
    _drop(page, signed, tmp_path / "ohne.docx", broken)
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 3)
    words = {page.files.item(row).text() for row in range(3)}
    assert words == {
        "DSFA größer.docx\ngültig, Aussteller nicht vertraut",
        "ohne.docx\nnicht signiert",
        "kaputt.docx\nnicht lesbar",
    }
    row = next(row for row in range(3) if page.files.item(row).text().startswith("DSFA"))
    page.files.setCurrentRow(row)
    assert page.result_view.verdict.text() == "gültig, Aussteller nicht vertraut"
    assert "Amtsleitung Öffentlichkeitsarbeit" in page.result_view.view.toPlainText()
    assert "Tag der Prüfung" in page.result_view.view.toPlainText()


def test_a_file_checked_again_stands_in_the_list_once(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path
) -> None:
    for _ in range(2):
        page.check([signed])
        qtbot.waitUntil(lambda: runner.is_idle)
    assert page.files.count() == 1


def test_trusting_an_issuer_changes_the_verdict_at_once_and_removing_it_back(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path, root: Issued, tmp_path: Path
) -> None:
    page.check([signed])
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 1)
    pem = tmp_path / "wurzel.pem"
    pem.write_bytes(root.pem)
    page.issuers.take(pem)
    qtbot.waitUntil(lambda: page.result_view.verdict.text() == "gültig")
    assert "Wurzel der Stadt" in page.issuers.list.item(0).text()
    assert "Vertraut über" in page.result_view.view.toPlainText()
    page.issuers.remove.click()
    (box,) = page.window().findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Entfernen").click()
    qtbot.waitUntil(lambda: page.result_view.verdict.text() == "gültig, Aussteller nicht vertraut")
    assert page.issuers.list.count() == 0
    assert not page.issuers.remove.isEnabled()


def test_a_file_that_is_no_certificate_is_refused_and_nothing_is_trusted(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, tmp_path: Path
) -> None:
    wrong = tmp_path / "falsch.pem"
    wrong.write_bytes(b"Hallo")
    page.issuers.take(wrong)
    qtbot.waitUntil(lambda: runner.is_idle and bool(page.window().findChildren(QMessageBox)))
    (box,) = page.window().findChildren(QMessageBox)
    assert "weder ein Zertifikat noch eine Sperrliste" in box.text() + box.informativeText()
    box.close()
    assert page.issuers.list.count() == 0


def test_the_protocol_of_the_chosen_file_is_saved(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path, tmp_path: Path
) -> None:
    page.check([signed])
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 1)
    said: list[str] = []
    page.said.connect(said.append)
    page.protocol.click()
    (dialog,) = page.window().findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Prüfprotokoll DSFA größer.docx")
    target = tmp_path / "Protokoll.docx"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: bool(said))
    assert "Amtsleitung Öffentlichkeitsarbeit" in docx_text(target.read_bytes())


def test_only_a_file_of_a_released_version_offers_to_take_in_its_signatures(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path
) -> None:
    page.check([signed])
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 1)
    assert page.record.isHidden()
    assert not page.protocol.isHidden()


def test_a_document_is_signed_beside_others_and_the_result_judged_at_once(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path, tmp_path: Path
) -> None:
    identities = page._application.identities
    info = identities.create_self_made("Erika Muster", "Stadt", KeyType.EC_P256, "ein langer Satz zur Probe")
    page.check([signed])
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 1)
    page.sign.click()
    (dialog,) = page.window().findChildren(SigningDialog)
    qtbot.waitUntil(lambda: dialog.signature.chosen_identity == info)
    dialog.signature.role.setText("Freigabe")
    dialog.sign_into(signed)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden(), timeout=20_000)
    dialog.signature.passphrase.setText("ein langer Satz zur Probe")
    dialog.sign_into(signed)
    qtbot.waitUntil(lambda: "anderen Namen" in dialog.refusal.text(), timeout=20_000)
    target = tmp_path / "zweimal.docx"
    dialog.sign_into(target)
    qtbot.waitUntil(lambda: page.files.count() == 2, timeout=20_000)
    assert page.chosen == target
    assert "2 Signaturen" in page.result_view.view.toPlainText()
    assert "Freigabe" in page.result_view.view.toPlainText()


def test_a_changed_document_is_not_offered_to_be_signed(
    qtbot: QtBot, page: VerificationPage, runner: BackgroundRunner, signed: Path
) -> None:
    signed.write_bytes(replaced(signed.read_bytes(), "word/document.xml", b"<w:body>", b"<w:body> "))
    page.check([signed])
    qtbot.waitUntil(lambda: runner.is_idle and page.files.count() == 1)
    assert page.sign.isHidden()
    assert not page.protocol.isHidden()
