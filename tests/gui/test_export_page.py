"""The way out and back: export, signature, verification, import, as a user meets them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, three_platforms, type_here
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from dsfa_app.labels import label
from dsfa_app.method.findings import Severity, Topic
from exporters.signature import KeyType, create_self_signed
from exporters.signature.self_signed import key_type_of
from ui.dialogs.identity import AddIdentityDialog, NewIdentityDialog, RenewIdentityDialog
from ui.dialogs.verification import VerificationDialog
from ui.pages.export import ExportPage
from ui.view_models.export import file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

PASSPHRASE = "ein langer Satz für Prüfzwecke"
LONG = 20_000
"""Milliseconds an export may take on a busy machine."""


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell], tmp_path: Path) -> AssessmentShell:
    app.settings.update(export_folder=str(tmp_path))
    opened = open_shell(three_platforms(app))
    opened.open_page("export")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(shell: AssessmentShell, qtbot: QtBot) -> ExportPage:
    opened = shell.page
    assert isinstance(opened, ExportPage)
    qtbot.waitUntil(lambda: opened.is_ready)
    return opened


@pytest.fixture
def signing(app: Application, page: ExportPage) -> ExportPage:
    """The page with an identity whose passphrase is typed."""
    info = app.identities.create_self_made("Online-Team", "Stadt", KeyType.EC_P256, PASSPHRASE)
    page.signature.show_identities(app.identities.known(), info.id, app.identities.today)
    page.signature.passphrase.setText(PASSPHRASE)
    return page


def choose(page: ExportPage, format_id: str) -> None:
    page.document.format.setCurrentIndex(page.document.format.findData(format_id))
    page.document.format.activated.emit(0)


def opened(page: ExportPage, kind: type[QDialog]) -> QDialog:
    """Return the dialog that was opened last."""
    return page.window().findChildren(kind)[-1]


def answer(page: ExportPage, button: str) -> None:
    """Press the button of the open message."""
    box = opened(page, QMessageBox)
    assert isinstance(box, QMessageBox)
    next(known for known in box.findChildren(QPushButton) if known.text().replace("&", "") == button).click()


def export(page: ExportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.model.finished, timeout=LONG):
        page.run.start.click()


def test_the_file_is_named_after_title_version_and_day(page: ExportPage, tmp_path: Path) -> None:
    target = page.document.chosen_target
    assert target.parent == tmp_path
    assert target.name.startswith("DSFA_Kanäle-der-Stadt_0.1_")
    choose(page, "xlsx")
    assert page.document.chosen_target.suffix == ".xlsx"


def test_the_memo_can_be_chosen_in_its_formats_and_is_written(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.document.chosen_kind is not None
    assert page.document.chosen_kind.id == "bericht"
    choose(page, "json")
    page.document.kind.setCurrentIndex(page.document.kind.findData("vermerk"))
    page.document.kind.activated.emit(1)
    formats = [page.document.format.itemData(row) for row in range(page.document.format.count())]
    assert formats == ["docx", "xlsx", "html"]
    assert page.document.chosen_target.name.startswith("Vermerk-Schwellwertanalyse_Kanäle-der-Stadt_0.1_")
    choose(page, "html")
    export(page, qtbot)
    (written,) = tmp_path.glob("Vermerk-*.html")
    assert "Vermerk zur Schwellwertanalyse" in written.read_text("utf-8")


def test_a_title_with_unfit_characters_becomes_a_usable_file_name(app: Application) -> None:
    assessment = three_platforms(app)
    assert (
        file_name(assessment, ".docx", assessment.created_on) == "DSFA_Kanäle-der-Stadt_0.1_2026-11-21.docx"
    )
    object.__setattr__(assessment, "title", "../..\\ : *")
    assert file_name(assessment, ".json", assessment.created_on) == "DSFA_ohne-Titel_0.1_2026-11-21.json"


def test_a_finding_leads_to_the_page_and_field_it_is_about(shell: AssessmentShell, page: ExportPage) -> None:
    texts = [page.readiness.list.item(row).text() for row in range(page.readiness.list.count())]
    row = next(number for number, text in enumerate(texts) if "Facebook sind" in text)
    page.readiness.list.itemActivated.emit(page.readiness.list.item(row))
    assert shell.page_id == "risks"


def test_the_findings_stand_under_their_pages_the_weightiest_first(
    shell: AssessmentShell, page: ExportPage
) -> None:
    rows = [page.readiness.list.item(row) for row in range(page.readiness.list.count())]
    shown: dict[str, list[str]] = {}
    heading = ""
    for row in rows:
        if row.icon().isNull():
            heading = row.text()
            assert heading not in shown
            shown[heading] = []
        else:
            shown[heading].append(row.text())
    findings = shell.editor.view.findings
    order = [
        (severity, topic)
        for severity in Severity
        for topic in Topic
        if any((item.severity, item.topic) == (severity, topic) for item in findings)
    ]
    expected = [
        [item.sentence for item in findings if (item.severity, item.topic) == group] for group in order
    ]
    assert list(shown.values()) == expected
    for title, (_severity, topic) in zip(shown, order, strict=True):
        assert title.startswith(f"{label(topic)}: ")


def test_a_self_made_identity_is_explained_checked_and_chosen(page: ExportPage, qtbot: QtBot) -> None:
    page.signature.new_identity.click()
    dialog = opened(page, NewIdentityDialog)
    assert isinstance(dialog, NewIdentityDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    type_here("Jürgen Müller")
    dialog.organisation.setText("Landeshauptstadt Stuttgart")
    dialog.key_type.setCurrentIndex(dialog.key_type.findData(KeyType.EC_P256))
    dialog.passphrase.setText("kurz")
    dialog.again.setText("anders")
    dialog.accept_button.click()
    assert "verschieden" in dialog.refusal.text()
    dialog.again.setText("kurz")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "kürzer als 12 Zeichen" in dialog.refusal.text())
    dialog.passphrase.setText(PASSPHRASE)
    dialog.again.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None)
    assert page.signature.identity.currentText().startswith("Jürgen Müller (selbst erzeugt), gültig bis ")


def test_an_identity_from_a_file_is_added_once_its_passphrase_fits(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "stadt.p12"
    pkcs12 = create_self_signed(
        "Stadt",
        "Stadt",
        passphrase=PASSPHRASE,
        key_type=KeyType.EC_P256,
        valid_from=datetime(2026, 11, 1, tzinfo=UTC),
    )
    file.write_bytes(pkcs12)
    page.signature.add_identity.click()
    dialog = opened(page, AddIdentityDialog)
    assert isinstance(dialog, AddIdentityDialog)
    dialog.accept_button.click()
    assert "zuerst eine Datei" in dialog.refusal.text()
    dialog.file.setText(str(file))
    dialog.passphrase.setText("nicht die richtige")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "Passphrase" in dialog.refusal.text())
    dialog.passphrase.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None)
    assert page.signature.chosen_identity is not None
    assert page.signature.chosen_identity.file == str(file)


def test_a_signed_document_is_written_checked_and_holds_the_stored_assessment(
    signing: ExportPage, app: Application, qtbot: QtBot
) -> None:
    signing.signature.role.setText("Leitung Online-Team")
    signing.signature.commitment.setCurrentText("Freigegeben")
    export(signing, qtbot)
    target = signing.document.chosen_target
    assert "gültig, Aussteller nicht vertraut" in signing.run.outcome.text()
    assert hashlib.sha256(target.read_bytes()).hexdigest() in signing.run.outcome.text()
    assert signing.signature.passphrase.text() == ""
    found = app.documents.verify(target)
    assert found.embedded is not None
    assert found.embedded.matches is True
    assert [(item.role, item.commitment) for item in found.report.signatures] == [
        ("Leitung Online-Team", "Freigegeben")
    ]
    signing.run.check.click()
    qtbot.waitUntil(lambda: bool(signing.findChildren(VerificationDialog)))
    dialog = signing.findChildren(VerificationDialog)[-1]
    assert dialog.result_view.verdict.text() == "gültig, Aussteller nicht vertraut"
    assert "stimmt mit der hier gespeicherten überein" in dialog.result_view.view.toPlainText()


def test_a_wrong_passphrase_is_said_at_its_field_and_nothing_is_written(
    signing: ExportPage, qtbot: QtBot
) -> None:
    signing.signature.passphrase.setText("nicht die richtige")
    export(signing, qtbot)
    assert "Passphrase" in signing.signature.refusal.text()
    assert focused() is signing.signature.passphrase
    assert not signing.document.chosen_target.exists()


def test_a_missing_passphrase_is_asked_for(signing: ExportPage, qtbot: QtBot) -> None:
    signing.signature.passphrase.clear()
    export(signing, qtbot)
    assert signing.signature.refusal.text().startswith("Bitte die Passphrase für „Online-Team")


def test_signing_without_an_identity_leads_to_making_one(page: ExportPage) -> None:
    page.run.start.click()
    assert "fehlt eine Identität" in page.run.message.text()
    assert focused() is page.signature.new_identity


def test_a_cancelled_export_leaves_no_file(signing: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with qtbot.waitSignal(signing.model.cancelled, timeout=LONG):
        signing.run.start.click()
        signing.run.cancel.click()
    assert sorted(tmp_path.iterdir()) == before
    assert "abgebrochen" in signing.run.message.text()
    assert signing.run.start.isEnabled()


def test_a_format_that_cannot_be_signed_offers_no_signature(page: ExportPage, qtbot: QtBot) -> None:
    choose(page, "json")
    assert not page.signature.wants_signature
    export(page, qtbot)
    assert page.document.chosen_target.read_bytes().startswith(b"{")


def test_an_existing_file_is_replaced_only_after_a_question(page: ExportPage, qtbot: QtBot) -> None:
    choose(page, "json")
    target = page.document.chosen_target
    target.write_text("alt")
    page.run.start.click()
    answer(page, "Abbrechen")
    assert target.read_text() == "alt"
    page.run.start.click()
    with qtbot.waitSignal(page.model.finished, timeout=LONG):
        answer(page, "Ersetzen")
    assert target.read_text() != "alt"


def test_a_place_that_cannot_be_written_is_named(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, "json")
    blocker = tmp_path / "keinOrdner"
    blocker.write_text("")
    page.document.set_target(blocker / "DSFA.json")
    export(page, qtbot)
    assert page.run.message.property("look") == "error"
    assert page.run.message.text()


def test_a_dropped_document_without_a_signature_is_called_unsigned(page: ExportPage, qtbot: QtBot) -> None:
    page.signature.sign.setChecked(False)
    export(page, qtbot)
    assert "nicht signiert" in page.run.outcome.text()
    page.desk.receive(page.document.chosen_target)
    qtbot.waitUntil(lambda: bool(page.findChildren(VerificationDialog)))
    dialog = page.findChildren(VerificationDialog)[-1]
    assert dialog.result_view.verdict.text() == "nicht signiert"


def test_a_dropped_file_is_taken_over_only_after_a_question(
    page: ExportPage, app: Application, qtbot: QtBot
) -> None:
    choose(page, "json")
    export(page, qtbot)
    file = page.document.chosen_target
    page.desk.receive(file)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    assert "genau so gespeichert" in page.findChildren(QMessageBox)[-1].informativeText()
    page.findChildren(QMessageBox)[-1].close()
    app.trash.delete("a1")
    app.trash.purge("a1")
    page.desk.receive(file)
    qtbot.waitUntil(lambda: any("übernehmen?" in box.text() for box in page.findChildren(QMessageBox)))
    assert app.overview.summaries() == ()
    box = page.findChildren(QMessageBox)[-1]
    with qtbot.waitSignal(page.desk.imported, timeout=LONG) as imported:
        next(known for known in box.findChildren(QPushButton) if known.text() == "Übernehmen").click()
    assert imported.args == ["a1"]
    assert app.assessments.open("a1").assessment.title == "Kanäle der Stadt"


def test_a_file_that_is_no_document_is_refused_in_one_sentence(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "fremd.json"
    file.write_text("[]")
    page.desk.receive(file)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMessageBox)))
    box = page.findChildren(QMessageBox)[-1]
    assert box.text() == "Nichts übernommen"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QApplication.processEvents()


def test_a_certificate_that_ends_within_thirty_days_is_told(app: Application, page: ExportPage) -> None:
    info = app.identities.create_self_made("Online-Team", "Stadt", KeyType.EC_P256, PASSPHRASE)
    for days, words in (
        (31, ""),
        (30, "gilt nur noch bis 20.11.2028. Wählen Sie „Erneuern …“."),
        (-1, "ist seit dem 20.11.2028 abgelaufen"),
    ):
        today = info.valid_until_date - timedelta(days=days)
        page.signature.show_identities((info,), info.id, today)
        assert page.signature.expiry.isVisible() is bool(words)
        assert words in page.signature.expiry.text()
    issued = replace(info, is_self_made=False)
    page.signature.show_identities((issued,), info.id, info.valid_until_date)
    assert "bei seinem Aussteller" in page.signature.expiry.text()
    assert page.signature.renew.isHidden()


def test_renewing_makes_a_successor_and_the_former_stays_until_it_is_removed(
    signing: ExportPage, app: Application, qtbot: QtBot
) -> None:
    (former,) = app.identities.known()
    signing.signature.renew.click()
    dialog = opened(signing, RenewIdentityDialog)
    assert isinstance(dialog, RenewIdentityDialog)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.again.setText("anders")
    dialog.accept_button.click()
    assert "verschieden" in dialog.refusal.text()
    dialog.again.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: signing.signature.identity.count() == 2)
    successor = signing.signature.chosen_identity
    assert successor is not None
    assert successor.name == former.name
    assert successor.certificate != former.certificate
    signing.signature.identity.setCurrentIndex(1)
    signing.signature.remove.click()
    answer(signing, "Entfernen")
    qtbot.waitUntil(lambda: signing.signature.identity.count() == 1)
    assert app.identities.known() == (successor,)


def test_the_fingerprint_sheet_is_written_where_it_was_asked_for(
    signing: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    info = signing.signature.chosen_identity
    assert info is not None
    target = tmp_path / "blatt.html"
    signing.identities.certificates.save_sheet(info, target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(signing.window().findChildren(QMessageBox)))


@pytest.mark.parametrize("key_type", KeyType)
def test_the_chosen_kind_of_key_is_the_one_that_is_made(
    page: ExportPage, qtbot: QtBot, key_type: KeyType
) -> None:
    page.signature.new_identity.click()
    dialog = opened(page, NewIdentityDialog)
    assert isinstance(dialog, NewIdentityDialog)
    dialog.name.setText("Jürgen Müller")
    dialog.key_type.setCurrentIndex(dialog.key_type.findData(key_type))
    dialog.organisation.setText("Landeshauptstadt Stuttgart")
    dialog.passphrase.setText(PASSPHRASE)
    dialog.again.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None)
    info = page.signature.chosen_identity
    assert info is not None
    assert key_type_of(info.certificate) is key_type
