"""Changing the risk profile: the preview, the refusal, one step of undo, and pages of another size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import three_platforms
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.rating import Score
from dsfa_app.method.marks import Layer
from ui.dialogs.profile_change import ProfileChangeDialog
from ui.pages.residual import ResidualPage
from ui.pages.risks import RisksPage
from ui.view_models.residual import Remaining, remaining
from ui.view_models.risk_grid import MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

PROFILES = load_catalogue().profiles
MASTODON = "Mastodon (bawü.social)"
LOW = Score(severity=1, likelihood=2)
HIGH = Score(severity=3, likelihood=3)
BEYOND = Score(severity=4, likelihood=2)


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    assessment = (
        three_platforms(app)
        .rated("facebook", "R16", gross=LOW, reason="Weil.")
        .rated("instagram", "R16", gross=HIGH, reason="Weil.")
    )
    return open_shell(assessment)


def profile_box(shell: AssessmentShell) -> QComboBox:
    return next(box for box in shell.page.findChildren(QComboBox) if box.findData("kp18") >= 0)


def choose(shell: AssessmentShell, profile_id: str) -> None:
    box = profile_box(shell)
    index = box.findData(profile_id)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def dialogs(shell: AssessmentShell) -> list[ProfileChangeDialog]:
    return shell.window().findChildren(ProfileChangeDialog)


def change_to(shell: AssessmentShell, profile_id: str) -> None:
    choose(shell, profile_id)
    [dialog] = dialogs(shell)
    dialog.accept_button.click()
    dialog.setParent(None)
    dialog.deleteLater()
    assert shell.editor.assessment.profile_id == profile_id


def test_the_default_profile_is_offered_first(shell: AssessmentShell) -> None:
    box = profile_box(shell)
    offered = [box.itemData(row) for row in range(box.count()) if box.itemData(row)]
    assert offered[0] == "kp18"
    assert set(offered) == set(PROFILES)


def test_nothing_changes_before_the_preview_is_confirmed(shell: AssessmentShell) -> None:
    choose(shell, "kp18-conservative")
    [dialog] = dialogs(shell)
    assert dialog.rows() == [
        ("Facebook", "R16 Kontoübernahme", layer.value, "1·2", "○ gering", "■ Risiko")
        for layer in (Layer.GROSS, Layer.PLANNED, Layer.PROVEN)
    ]
    assert "3 Ergebnisse erreichen eine andere Stufe" in dialog.summary.text().replace("\u00a0", " ")
    dialog.reject()
    assert shell.editor.assessment.profile_id == "kp18"
    assert profile_box(shell).currentData() == "kp18"
    assert shell.editor.undo_text is None


def test_a_confirmed_change_is_one_step_of_undo(shell: AssessmentShell) -> None:
    before = shell.editor.assessment
    change_to(shell, "kp18-conservative")
    assert shell.editor.assessment.ratings == before.ratings
    assert profile_box(shell).currentData() == "kp18-conservative"
    assert shell.editor.undo_text == "Risikoprofil wechseln"
    shell.editor.undo()
    assert shell.editor.assessment == before
    assert profile_box(shell).currentData() == "kp18"
    assert shell.editor.undo_text is None


def test_a_scale_too_small_is_refused_and_says_where(shell: AssessmentShell) -> None:
    shell.editor.apply(
        "Bewertung", lambda known: known.rated("mastodon", "R16", gross=BEYOND, reason="Weil.")
    )
    before = shell.editor.assessment
    choose(shell, "einfach-3x3")
    [dialog] = dialogs(shell)
    assert not dialog.accept_button.isVisible()
    assert dialog.summary.text().endswith(f"R16 auf {MASTODON}: Zusatzrisiko brutto 4·2.")
    assert dialog.rows() == [(MASTODON, "R16 Kontoübernahme", "Zusatzrisiko brutto", "4·2")]
    dialog.reject()
    assert shell.editor.assessment == before


def test_choosing_nothing_or_the_same_asks_nothing(shell: AssessmentShell) -> None:
    choose(shell, "kp18")
    choose(shell, "")
    assert not dialogs(shell)
    assert shell.editor.assessment.profile_id == "kp18"


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_pages_follow_scales_and_levels(profile_id: str, shell: AssessmentShell) -> None:
    shell.open_page("risks")
    page = shell.page
    assert isinstance(page, RisksPage)
    page.open_cell("instagram", "R16")
    shell.open_page("residual")
    shell.open_page("occasion")
    if profile_id != "kp18":
        change_to(shell, profile_id)
    profile = PROFILES[profile_id]
    size = (len(profile.severity), len(profile.likelihood))
    shell.open_page("risks")
    page = shell.page
    assert isinstance(page, RisksPage)
    matrix = page.panel.gross.matrix.model()
    assert (matrix.rowCount(), matrix.columnCount()) == size
    assert matrix.index(0, 0).data(MARK) is not None or matrix.index(0, 0).data()
    for row in range(size[0]):
        for column in range(size[1]):
            word = profile.levels[profile.cells[size[0] - 1 - row][column]].short_label
            assert word in str(matrix.index(row, column).data(Qt.ItemDataRole.DisplayRole)), (row, column)
    level = profile.level(HIGH)
    assert level.short_label in page.model.index_of("instagram", "R16").data()
    assert page.panel.override_box.planned.count() == size[0] * size[1] + 1
    shell.open_page("residual")
    residual = shell.page
    assert isinstance(residual, ResidualPage)
    counted = residual.spread.matrix.model()
    assert (counted.rowCount(), counted.columnCount()) == size
    residual.spread.choose(Layer.GROSS)
    assert residual.spread.matrix.number_at(HIGH) == 1
    view = shell.editor.view
    high = [item.rating.id for item in remaining(view, Remaining.HIGH)]
    assert ("instagram.R16" in high) == (level.id in ("high", "very_high"))


def test_undoing_the_profile_while_a_rating_is_open_brings_the_old_matrix_back(
    shell: AssessmentShell,
) -> None:
    change_to(shell, "einfach-3x3")
    shell.open_page("risks")
    page = shell.page
    assert isinstance(page, RisksPage)
    page.open_cell("instagram", "R16")
    assert page.panel.gross.matrix.model().rowCount() == 3
    page.panel.override_box.reason.edited.emit("Ein Entwurf")
    shell.editor.undo()
    assert shell.page_id == "occasion"
    shell.open_page("risks")
    assert page.panel.gross.matrix.model().rowCount() == 4
    assert page.panel.override_box.has_draft


def test_a_proposal_beyond_the_scale_is_no_proposal(shell: AssessmentShell) -> None:
    change_to(shell, "einfach-3x3")
    shell.open_page("risks")
    page = shell.page
    assert isinstance(page, RisksPage)
    page.open_cell("facebook", "R01")
    assert page.rating.risk.rating_for("facebook").likelihood == 4
    assert page.rating.proposal is None
    assert not page.panel.gross.take_proposal.isVisible()
    page.open_cell("facebook", "R02")
    assert page.rating.proposal == HIGH


def test_hoch_below_sehr_hoch_still_calls_for_consultation(shell: AssessmentShell) -> None:
    change_to(shell, "bsi-200-3")
    shell.editor.apply(
        "Bewertung",
        lambda known: known.rated("facebook", "R01", gross=Score(severity=2, likelihood=4), reason="Weil."),
    )
    view = shell.editor.view
    assert view.profile.levels[view.result("facebook", "R01").planned_level or 0].short_label == "hoch"
    assert "high-residual-without-consultation" in {item.check for item in view.findings}
