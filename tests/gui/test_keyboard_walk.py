"""By keyboard alone from the empty overview to a signed, verified export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui_steps import focused, press, tab_to, type_here
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog

from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer, MeasureState
from ui.dialogs.identity import NewIdentityDialog
from ui.dialogs.measure_catalogue import MeasureCatalogueDialog
from ui.dialogs.verification import VerificationDialog
from ui.overview.new_assessment import NewAssessmentDialog
from ui.pages.export import ExportPage
from ui.risks.grid_view import RiskGridView
from ui.risks.matrix import RiskMatrix

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell
    from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
PASSPHRASE = "ein langer Satz für Prüfzwecke"
TITLE = "Kanäle der Stadt Böblingen"
LONG = 20_000
"""Milliseconds an export may take on a busy machine."""


def dialog_in_front(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """Wait until a dialog of this kind has the keyboard."""

    def has_keyboard() -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and isinstance(widget.window(), kind)

    qtbot.waitUntil(has_keyboard)
    dialog = focused().window()
    assert isinstance(dialog, QDialog)
    return dialog


def back_in(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the keyboard is in the main window again; offscreen, nobody else brings it to the front."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window and QApplication.focusWidget() is not None)


def walk_to(shell: AssessmentShell, page_id: str) -> None:
    for _ in range(20):
        if shell.page_id == page_id:
            return
        press(Qt.Key.Key_PageDown, modifiers=CONTROL)
    raise AssertionError(f"Ctrl+Page Down does not reach {page_id}")


def create_assessment(window: MainWindow, qtbot: QtBot) -> AssessmentShell:
    press(Qt.Key.Key_N, modifiers=CONTROL)
    dialog_in_front(qtbot, NewAssessmentDialog)
    tab_to("Titel der DSFA")
    type_here(TITLE)
    for name in ("Facebook", "Instagram", "Mastodon (bawü.social)"):
        tab_to(name)
        press(Qt.Key.Key_Space)
    tab_to("DSFA anlegen")
    with qtbot.waitSignal(window.assessment_opened):
        press(Qt.Key.Key_Space)
    back_in(qtbot, window)
    assert window.shell is not None
    return window.shell


def rate_one_risk(shell: AssessmentShell) -> None:
    walk_to(shell, "risks")
    assert isinstance(tab_to("Risiken je Plattform"), RiskGridView)
    press(Qt.Key.Key_Down, 15)
    press(Qt.Key.Key_Return)
    matrix = focused()
    assert isinstance(matrix, RiskMatrix)
    assert matrix.accessibleName() == "Zusatzrisiko vor Maßnahmen: Risikomatrix"
    press(Qt.Key.Key_Left, 3)
    press(Qt.Key.Key_Up, 3)
    press(Qt.Key.Key_Right, 3)
    press(Qt.Key.Key_Return)
    tab_to("Begründung")
    type_here("Ein Konto ohne zweiten Faktor lässt sich übernehmen.")
    press(Qt.Key.Key_Escape)
    rating = shell.editor.assessment.rating("facebook", "R16")
    assert (rating.applicable, rating.gross) == (Answer.YES, Score(severity=4, likelihood=4))
    assert rating.reason == "Ein Konto ohne zweiten Faktor lässt sich übernehmen."


def add_a_measure(shell: AssessmentShell, window: MainWindow, qtbot: QtBot) -> None:
    walk_to(shell, "measures")
    tab_to("Maßnahmen aus dem Katalog hinzufügen")
    press(Qt.Key.Key_Space)
    dialog_in_front(qtbot, MeasureCatalogueDialog)
    type_here("R16 Mehrfaktor")
    press(Qt.Key.Key_Tab)
    assert isinstance(focused(), QAbstractItemView)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Space)
    tab_to("1\u00a0Maßnahme übernehmen")
    press(Qt.Key.Key_Space)
    back_in(qtbot, window)
    (measure,) = shell.editor.assessment.measures
    assert (measure.state, "R16" in measure.risk_ids) == (MeasureState.PLANNED, True)
    judged = shell.editor.view.result("facebook", "R16")
    assert judged.gross is not None
    assert judged.planned is not None
    assert judged.planned < judged.gross


def make_an_identity(page: ExportPage, window: MainWindow, qtbot: QtBot) -> None:
    tab_to("Identität selbst erzeugen …")
    press(Qt.Key.Key_Space)
    dialog_in_front(qtbot, NewIdentityDialog)
    type_here("Online-Team")
    tab_to("Organisation")
    type_here("Stadt Böblingen")
    tab_to("Art des Schlüssels")
    press(Qt.Key.Key_Down)
    for name in ("Passphrase", "Passphrase wiederholen"):
        tab_to(name)
        type_here(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.signature.chosen_identity is not None, timeout=LONG)
    back_in(qtbot, window)


def export_signed(shell: AssessmentShell, window: MainWindow, qtbot: QtBot) -> ExportPage:
    walk_to(shell, "export")
    page = shell.page
    assert isinstance(page, ExportPage)
    qtbot.waitUntil(lambda: page.document.chosen_format is not None)
    make_an_identity(page, window, qtbot)
    tab_to("Passphrase")
    type_here(PASSPHRASE)
    tab_to("Exportieren")
    with qtbot.waitSignal(page.model.exported, timeout=LONG):
        press(Qt.Key.Key_Space)
    return page


def test_the_keyboard_alone_leads_from_nothing_to_a_verified_signed_document(
    window: MainWindow, app: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    app.settings.update(export_folder=str(tmp_path))
    window.activateWindow()
    back_in(qtbot, window)
    shell = create_assessment(window, qtbot)
    rate_one_risk(shell)
    add_a_measure(shell, window, qtbot)
    page = export_signed(shell, window, qtbot)
    assert page.document.chosen_target.is_file()
    tab_to("Erneut prüfen")
    press(Qt.Key.Key_Space)
    dialog = dialog_in_front(qtbot, VerificationDialog)
    assert isinstance(dialog, VerificationDialog)
    assert dialog.verdict.text() == "gültig, Aussteller nicht vertraut"
    assert TITLE in dialog.view.toPlainText()
    press(Qt.Key.Key_Escape)
    back_in(qtbot, window)
    assert app.documents.verify(page.document.chosen_target).report.verdict.value == "untrusted"
