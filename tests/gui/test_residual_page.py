"""What remains after the measures: levels, counts, reasons for acceptance, the way to the authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, three_platforms, type_here
from PySide6.QtWidgets import QApplication
from workflow_people import HEAD

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.method.marks import Layer
from ui.pages.residual import ResidualPage
from ui.view_models.residual import Remaining

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

HIGH = Score(severity=3, likelihood=4)
MIDDLE = Score(severity=2, likelihood=2)


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    assessment = (
        three_platforms(app)
        .rated("facebook", "R16", gross=HIGH, reason="Weil.")
        .rated("instagram", "R16", gross=HIGH, reason="Weil.")
        .rated("mastodon", "R16", gross=MIDDLE, reason="Weil.")
    )
    opened = open_shell(assessment)
    opened.editor.add_item(
        ("measures",),
        Measure(
            id="m",
            state=MeasureState.PLANNED,
            risk_ids=("R16",),
            platform_ids=("instagram",),
            severity_effect=-1,
            likelihood_effect=-2,
        ),
    )
    opened.open_page("residual")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(shell: AssessmentShell) -> ResidualPage:
    assert isinstance(shell.page, ResidualPage)
    return shell.page


def shown(page: ResidualPage) -> list[str]:
    model = page.remaining.model
    return [model.result_at(row).rating.id for row in range(model.rowCount())]


def test_the_highest_level_counts_and_open_risks_make_it_a_lower_bound(page: ResidualPage) -> None:
    badges = {layer: badge.mark.short_label for layer, badge in page.overall.badges.items()}
    assert badges == {
        Layer.BASELINE: "offen",
        Layer.GROSS: "hoch",
        Layer.PLANNED: "hoch",
        Layer.PROVEN: "hoch",
    }
    assert "nur eine Untergrenze" in page.overall.open_sentence


def test_the_list_holds_what_stays_high_the_highest_first(page: ResidualPage) -> None:
    assert shown(page) == ["facebook.R16", "instagram.R16"]
    page.remaining.choose(Remaining.PLANNED_HIGH)
    assert shown(page) == ["facebook.R16"]
    page.remaining.choose(Remaining.ABOVE_LOWEST)
    assert shown(page) == ["facebook.R16", "instagram.R16", "mastodon.R16"]


def test_the_reason_for_accepting_a_risk_is_typed_below_the_list_by_the_controller(
    qtbot: QtBot, app: Application, shell: AssessmentShell, page: ResidualPage
) -> None:
    shell.editor.autosave.save_now()
    qtbot.waitUntil(lambda: shell.editor.autosave.is_saved)
    app.session.act_once_as(HEAD)
    shell.person_changed()
    assert page.focus_path(("ratings", "instagram.R16", "acceptance_reason"))
    type_here("Die Frist läuft über den Sommer.")
    rating = page.context.editor.assessment.rating("instagram", "R16")
    assert rating.acceptance_reason == "Die Frist läuft über den Sommer."
    row = page.remaining.model.row_of("instagram.R16")
    assert page.remaining.model.index(row, 5).data() == "begründet"


def test_the_matrix_counts_the_ratings_of_each_view(page: ResidualPage) -> None:
    lowered = Score(severity=2, likelihood=2)
    assert page.spread.matrix.number_at(HIGH) == 1
    assert page.spread.matrix.number_at(lowered) == 2
    page.spread.choose(Layer.GROSS)
    assert page.spread.matrix.number_at(HIGH) == 2


def test_a_high_residual_risk_leads_to_the_consultation(shell: AssessmentShell, page: ResidualPage) -> None:
    assert not page.consultation.isHidden()
    page.consultation.button.click()
    assert shell.page_id == "decision"
    shell.open_page("residual")
    page.context.editor.set_value(("measures", "m", "platform_ids"), ())
    assert page.consultation.isHidden()


def test_the_balance_of_a_platform_is_written_here(page: ResidualPage) -> None:
    assert page.focus_path(("platforms", "instagram", "balancing"))
    type_here("Überwiegend nützlich")
    assert page.context.editor.assessment.platform("instagram").balancing == "Überwiegend nützlich"


def test_a_rating_opens_from_the_list(shell: AssessmentShell, page: ResidualPage) -> None:
    page.remaining.open_rating.click()
    QApplication.processEvents()
    assert shell.page_id == "risks"
    assert shell.page.isAncestorOf(focused())
