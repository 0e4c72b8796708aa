"""A released version goes out, comes back signed, and the page says who is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from factories import full_assessment
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from signature.forgery import Issued, issue

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.domain.vocabulary import Role
from exporters.signature import SigningOptions, sign_package
from ui.assessment.shell import AssessmentShell
from ui.dialogs.documents import DocumentDesk
from ui.dialogs.verification import VerificationDialog
from ui.pages.sign_off import SignOffPage
from ui.places.place import PlaceContext
from ui.sign_off.examination_dialog import ExaminationDialog
from ui.signing.dialog import SigningDialog
from ui.verification.page import VerificationPage
from ui.view_models.editor import AssessmentEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.background import BackgroundRunner
    from ui.theme import Theme

YEAR = {"start": NOW - timedelta(days=100), "end": NOW + timedelta(days=265)}
EXPECTED = (
    ExpectedSigner(id="s1", role="Stellungnahme DSB", name="Eva Schäfer"),
    ExpectedSigner(id="s2", role="Freigabe", name="Jürgen Groß", function="Amtsleitung"),
)


@pytest.fixture(scope="module")
def root() -> Issued:
    return issue("Wurzel der Stadt", ca=True, **YEAR)


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, app: Application, runner: BackgroundRunner, root: Issued, tmp_path: Path
) -> Iterator[SignOffPage]:
    """The page of the released example; the city's root is trusted."""
    del theme
    pem = tmp_path / "wurzel.pem"
    pem.write_bytes(root.pem)
    app.trust.add(pem)
    stored = app.examples.create("stuttgart")
    with app._database.unit_of_work() as work:
        head = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)
        released = app.versions.release(work, replace(stored.assessment, expected_signers=EXPECTED), head)
    revision = app.assessments.save(released, stored.revision)
    shell = AssessmentShell(
        AssessmentEditor(replace(stored, assessment=released, revision=revision), app, runner), app, runner
    )
    shell.resize(1280, 760)
    shell.open_page("sign_off")
    shell.show()
    found = shell.page
    assert isinstance(found, SignOffPage)
    qtbot.waitUntil(lambda: bool(found.cards))
    yield found
    shell.close()
    qtbot.waitUntil(lambda: runner.is_idle)
    shell.deleteLater()


def states(page: SignOffPage) -> list[str]:
    return [row.state for row in page.cards[0].rows]


def come_back(app: Application, page: SignOffPage, signer: Issued, role: str, tmp_path: Path) -> Path:
    """Send the document out, sign it and drop it onto the page."""
    version = app.versions.open(page.model.versions[0].line.id)
    sent = app.documents.export(version, "docx", tmp_path / "DSFA.docx").path
    back = tmp_path / "zurück.docx"
    options = SigningOptions(signing_time=NOW, claimed_role=role)
    back.write_bytes(sign_package(sent.read_bytes(), signer.identity, options))
    page.drop.received.emit((back,))
    return back


def dialog(qtbot: QtBot, page: SignOffPage) -> ExaminationDialog:
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ExaminationDialog)), timeout=20_000)
    return page.window().findChildren(ExaminationDialog)[-1]


def test_a_signed_document_dropped_on_the_page_is_taken_in_after_a_look(
    qtbot: QtBot, app: Application, page: SignOffPage, root: Issued, tmp_path: Path
) -> None:
    assert states(page) == ["fehlt", "fehlt"]
    back = come_back(app, page, issue("Jürgen Groß", issuer=root, **YEAR), "Freigabe", tmp_path)
    asked = dialog(qtbot, page)
    assert "Jürgen Groß als „Freigabe“" in asked.words.toPlainText()
    asked.take.click()
    qtbot.waitUntil(lambda: states(page) == ["fehlt", "unterzeichnet"], timeout=20_000)
    words = [label.text() for label in page.cards[0].findChildren(QLabel)]
    assert "Fassung 1.0: 1 von 2 haben unterzeichnet." in words
    row = page.cards[0].rows[1]
    assert "laut Signatur" in row.moment
    assert app.sign_offs.file(row.sign_off) == back.read_bytes()


def test_a_signature_that_does_not_count_can_only_be_looked_at(
    qtbot: QtBot, app: Application, page: SignOffPage, root: Issued, tmp_path: Path
) -> None:
    come_back(app, page, issue("Fremde Person", issuer=root, **YEAR), "Personalrat", tmp_path)
    asked = dialog(qtbot, page)
    assert not asked.take.isVisibleTo(asked)
    assert "nicht genannt" in asked.words.toPlainText()
    assert states(page) == ["fehlt", "fehlt"]


def test_a_draft_says_that_only_released_versions_are_signed(
    open_shell: Callable[[Assessment], AssessmentShell],
) -> None:

    shell = open_shell(full_assessment())
    shell.open_page("sign_off")
    page = shell.page
    assert isinstance(page, SignOffPage)
    assert any("Noch keine freigegebene Fassung" in one.text() for one in page.findChildren(QLabel))
    visible = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    assert set(visible) == {page.release, page.drop.choose}


def test_a_signed_document_is_taken_in_wherever_it_is_dropped(
    qtbot: QtBot,
    app: Application,
    runner: BackgroundRunner,
    page: SignOffPage,
    root: Issued,
    tmp_path: Path,
) -> None:
    back = come_back(app, page, issue("Jürgen Groß", issuer=root, **YEAR), "Freigabe", tmp_path)
    dialog(qtbot, page).close()
    desk = DocumentDesk(app, runner, page)
    desk.receive(back)
    qtbot.waitUntil(lambda: bool(page.findChildren(VerificationDialog)), timeout=20_000)
    (found,) = page.findChildren(VerificationDialog)
    buttons = {button.text(): button for button in found.findChildren(QPushButton)}
    buttons["Unterschrift aufnehmen …"].click()
    qtbot.waitUntil(
        lambda: any(d.isVisible() for d in page.window().findChildren(ExaminationDialog)), timeout=20_000
    )
    asked = next(d for d in page.window().findChildren(ExaminationDialog) if d.isVisible())
    with qtbot.waitSignal(desk.sign_offs.recorded, timeout=20_000) as taken:
        asked.take.click()
    assert taken.args == [1]
    (box,) = page.findChildren(QMessageBox)
    assert "1\u00a0Unterschrift aufgenommen" in box.text() + box.informativeText()
    box.close()


def test_the_place_for_checking_documents_takes_signatures_in_too(
    qtbot: QtBot,
    app: Application,
    runner: BackgroundRunner,
    page: SignOffPage,
    root: Issued,
    tmp_path: Path,
) -> None:
    back = come_back(app, page, issue("Eva Schäfer", issuer=root, **YEAR), "", tmp_path)
    dialog(qtbot, page).close()
    place = VerificationPage(PlaceContext(application=app, runner=runner))
    qtbot.addWidget(place)
    place.show()
    place.check([back])
    qtbot.waitUntil(lambda: not place.record.isHidden() and place.files.count() == 1, timeout=20_000)
    place.sign.click()
    (signing,) = place.findChildren(SigningDialog)
    qtbot.waitUntil(lambda: not signing.asked.isHidden(), timeout=20_000)
    assert signing.asked.text() == "Vorgesehen sind noch: Jürgen Groß (Freigabe)."
    signing.reject()
    place.record.click()
    qtbot.waitUntil(lambda: bool(place.findChildren(ExaminationDialog)), timeout=20_000)
    (asked,) = place.findChildren(ExaminationDialog)
    with qtbot.waitSignal(place.data_changed, timeout=20_000):
        asked.take.click()
    page.showEvent(QShowEvent())
    qtbot.waitUntil(lambda: states(page) == ["unterzeichnet", "fehlt"], timeout=20_000)


def test_a_jump_reaches_the_signatures_although_they_are_still_being_read(
    page: SignOffPage, qtbot: QtBot
) -> None:
    shell = page.window()
    assert isinstance(shell, AssessmentShell)
    shell.open_page("occasion")
    page.model.versions = ()
    page.model.loaded.emit()
    assert page.cards == ()
    shell.show_finding("sign_off", ("expected_signers",))
    qtbot.waitUntil(lambda: bool(page.cards) and page.cards[0].list.hasFocus())
