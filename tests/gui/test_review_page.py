"""The page on review: what is due, what changed in the catalogue, events, evaluations, retired channels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from catalogues import altered_catalogue
from conftest import NOW
from factories import minimal_assessment
from gui.conftest import delete
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from dsfa_app.bootstrap import Application, open_application
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.outcome import Decision
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.vocabulary import (
    AssessmentState,
    ChannelState,
    DecisionOutcome,
    MeasureState,
    ReviewOutcome,
    Role,
)
from dsfa_app.method.evaluation import is_proposal
from ui.assessment.shell import AssessmentShell
from ui.channels.retirement import ChannelParts, RetirementDialog
from ui.forms.platform_chooser import PlatformTile
from ui.pages.channels import ChannelsPage
from ui.pages.export import ExportPage
from ui.pages.review import ReviewPage
from ui.view_models.comparison import Comparison
from ui.view_models.editor import AssessmentEditor
from ui.view_models.measures import from_catalogue, with_measures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.domain.assessment import Assessment
    from ui.background import BackgroundRunner
    from ui.main_window import MainWindow
    from ui.theme import Theme

RETENTION = "facebook.retention.meta"
SHORTER = (
    "platforms/facebook.yaml",
    "binnen 6\u00a0Monaten gelöscht",
    "binnen 3\u00a0Monaten gelöscht",
)


def _assessment(app: Application) -> Assessment:
    bare = replace(minimal_assessment(), id="offen")
    assessment = app.assessments.with_platform(app.assessments.with_platform(bare, "facebook"), "mastodon")
    first, second = assessment.platforms
    return replace(
        assessment,
        decision=Decision(outcome=DecisionOutcome.RELEASE, decided_on=date(2026, 11, 1)),
        platforms=(replace(first, sources=(RETENTION,)), second),
        channels=(
            Channel(id="k", platform_id="facebook", name="Stadt", state=ChannelState.ACTIVE),
            Channel(id="m", platform_id="mastodon", name="Stadt", state=ChannelState.ACTIVE),
        ),
    )


@pytest.fixture
def app(tmp_path: Path, counting_ids: Callable[[], str]) -> Iterator[Application]:
    """The program on data that were made with an older catalogue."""
    with open_application(tmp_path / "daten", clock=lambda: NOW, ids=counting_ids) as former:
        former.assessments.add(_assessment(former))
        former.reviews.compare_all()
    with open_application(tmp_path / "daten", clock=lambda: NOW, ids=counting_ids) as application:
        application.catalogue = altered_catalogue(tmp_path, [SHORTER])
        yield application


@pytest.fixture
def shell(
    qtbot: QtBot, theme: Theme, app: Application, runner: BackgroundRunner
) -> Iterator[AssessmentShell]:
    """The stored assessment, its page on review in front."""
    del theme
    opened = AssessmentShell(AssessmentEditor(app.assessments.open("offen"), app, runner), app, runner)
    opened.resize(1280, 760)
    opened.open_page("review")
    opened.show()
    yield opened
    opened.editor.autosave.save_now()
    qtbot.waitUntil(lambda: opened.editor.autosave.is_saved)
    delete(opened)


def _page(shell: AssessmentShell) -> ReviewPage:
    assert isinstance(shell.page, ReviewPage)
    return shell.page


def test_a_changed_fact_stands_on_the_page_with_old_and_new_text(shell: AssessmentShell) -> None:
    card = _page(shell).catalogue
    assert card.said.text() == "1\u00a0Angabe ist neu zu prüfen, davon 1 in der DSFA verwendet."
    words = " ".join(label.text() for label in card.view.findChildren(QLabel))
    assert "binnen 6\u00a0Monaten" in words
    assert "binnen 3\u00a0Monaten" in words
    assert "Stand 23.07.2026" in words
    assert "Plattformen: Facebook" in card.view.concerns.text()
    assert "Kanäle: Stadt" in card.view.concerns.text()


def test_a_judgement_needs_choice_and_reason_and_one_undo_takes_it_back(
    qtbot: QtBot, shell: AssessmentShell
) -> None:
    card = _page(shell).catalogue
    card.all.click()
    assert not card.no_change.isEnabled()
    card.reason.setPlainText("Die Frist ist kürzer.")
    card.no_change.click()
    (event,) = shell.editor.assessment.review_events
    assert (event.outcome, event.sources) == (ReviewOutcome.NO_CHANGE, (RETENTION,))
    qtbot.waitUntil(lambda: card.said.text().startswith("Nichts Neues"))
    shell.editor.undo()
    qtbot.waitUntil(lambda: card.said.text().startswith("1\u00a0Angabe"))
    assert shell.editor.assessment.review_events == ()


def test_asking_for_the_review_leads_to_what_changed(qtbot: QtBot, shell: AssessmentShell) -> None:
    shell.open_page("review", ("review",))
    qtbot.waitUntil(_page(shell).catalogue.list.hasFocus)
    _page(shell).catalogue.go.click()
    assert shell.page_id == "channels"


def test_the_changed_fact_is_marked_at_platform_channel_and_in_the_help(shell: AssessmentShell) -> None:
    shell.open_page("channels", ("channels", "k", "name"))
    assert isinstance(shell.page, ChannelsPage)
    subtitles = {
        tile.accessibleName(): tile.accessibleDescription() for tile in shell.page.findChildren(PlatformTile)
    }
    assert subtitles["Plattform Facebook"] == "neu prüfen: 1\u00a0Angabe"
    assert "neu prüfen" not in subtitles["Plattform Mastodon (bawü.social)"]
    parts = shell.page.findChild(ChannelParts)
    assert parts.changed.text() == "Neu prüfen: 1\u00a0Angabe des Katalogs zu diesem Kanal."
    shell.open_page("channels", ("platforms", "facebook", "retention"))
    assert "geändert, noch nicht beurteilt" in shell.findChild(type(shell._beside.help)).text()


def test_the_proposed_date_is_a_year_after_the_release(shell: AssessmentShell) -> None:
    card = _page(shell).due
    assert card.proposal.text().startswith("Vorschlag: 01.11.2027")
    card.take.click()
    assert shell.editor.assessment.review.due_on == date(2027, 11, 1)
    assert card.state.text().startswith("Nächste Überprüfung am 01.11.2027, in 345\u00a0Tagen")
    shell.editor.set_value(("review", "due_on"), date(2026, 11, 21))
    assert card.state.text() == "Überprüfung fällig: der Termin 21.11.2026 ist erreicht."


def test_a_proposed_event_is_taken_up_by_a_click(shell: AssessmentShell) -> None:
    measures = shell.context.application.catalogue.measures
    late = replace(from_catalogue(measures["M01"], "x"), due_on=date(2026, 11, 1), state=MeasureState.PLANNED)
    shell.editor.apply("Maßnahme", lambda assessment: with_measures(assessment, (late,)))
    offered = _page(shell).events.proposals
    assert [proposal.trigger for proposal in offered.proposals] == ["measure_overdue"]
    button = next(b for b in offered.findChildren(QPushButton) if b.accessibleName().startswith("Anlass"))
    button.click()
    (event,) = shell.editor.assessment.review_events
    assert (event.trigger, event.outcome) == ("measure_overdue", ReviewOutcome.OPEN)
    assert offered.isHidden()


def test_an_evaluation_begins_with_proposals_and_its_document_waits_on_the_export_page(
    shell: AssessmentShell,
) -> None:
    card = _page(shell).evaluations
    assert card.document.isHidden()
    card.new.click()
    (evaluation,) = shell.editor.assessment.evaluations
    assert is_proposal(evaluation.extent)
    assert evaluation.conclusion == ""
    card.document.click()
    assert isinstance(shell.page, ExportPage)
    kind = shell.page.document.chosen_kind
    assert kind is not None
    assert kind.id == "evaluation"
    assert "Evaluation" in shell.page.document.target.text()


def test_a_channel_is_retired_in_one_step_with_the_measure_that_belongs_to_it(
    qtbot: QtBot, shell: AssessmentShell
) -> None:
    shell.open_page("channels", ("channels", "k", "name"))
    parts = shell.page.findChild(ChannelParts)
    parts.retire.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RetirementDialog)
    dialog.accept_button.click()
    assert "warum" in dialog.refusal.text()
    dialog.reason.setPlainText("kein Bedarf")
    before = shell.editor.assessment
    dialog.accept_button.click()
    channel = shell.editor.assessment.channels[0]
    assert (channel.state, channel.retirement_reason) == (ChannelState.RETIRED, "kein Bedarf")
    assert [measure.catalogue_id for measure in shell.editor.assessment.measures] == ["M44"]
    assert parts.retire.isHidden()
    tile = next(t for t in shell.page.findChildren(PlatformTile) if "Facebook" in t.accessibleName())
    qtbot.waitUntil(lambda: "neu prüfen" in tile.accessibleDescription())
    shell.editor.undo()
    assert shell.editor.assessment == before


def test_the_list_marks_what_is_to_be_looked_at_once_the_new_catalogue_was_compared(
    qtbot: QtBot, app: Application, window: MainWindow
) -> None:
    qtbot.waitUntil(lambda: app.overview.summaries()[0].changed_facts == 1)
    model = window.overview.list.model
    qtbot.waitUntil(lambda: bool(model.rows) and model.rows[0].changed_facts == 1)
    model.show_attention("Neu zu prüfen")
    assert [row.id for row in model.rows] == ["offen"]
    model.show_attention("Archiv")
    assert not model.rows
    stored = app.assessments.open("offen").assessment
    app.assessments.add(
        replace(stored, id="alt", state=AssessmentState.SUPERSEDED), noted=app.catalogue_watch.noted("offen")
    )
    model.show_summaries(app.overview.summaries(), {})
    assert [(row.id, row.changed_facts) for row in model.rows] == [("alt", 0)]


def test_who_may_not_edit_events_can_look_but_not_judge(app: Application, shell: AssessmentShell) -> None:
    card = _page(shell).catalogue
    card.all.click()
    card.reason.setPlainText("Die Frist ist kürzer.")
    assert card.no_change.isEnabled()
    app.session.act_once_as(ActingPerson(name="Vertretung", role=Role.REPRESENTATIVE))
    shell.context.rights.changed.emit()
    assert not card.no_change.isEnabled()
    assert card.no_change.toolTip()
    assert not _page(shell).evaluations.new.isEnabled()


def test_what_the_user_asks_for_does_not_wait_until_all_assessments_are_compared(
    qtbot: QtBot, app: Application, runner: BackgroundRunner
) -> None:
    stored = app.assessments.open("offen").assessment
    for number in range(4):
        app.assessments.add(replace(stored, id=f"n{number}"), noted=app.catalogue_watch.noted("offen"))
    order: list[str] = []
    comparison = Comparison(app, runner)
    comparison.ended.connect(lambda _changed: order.append("compared"))
    comparison.start()
    runner.run(
        lambda: app.assessments.open("offen"),
        receiver=comparison,
        on_success=lambda _stored: order.append("opened"),
        on_error=lambda _error: order.append("failed"),
    )
    qtbot.waitUntil(lambda: "compared" in order)
    assert order == ["opened", "compared"]
    assert {line.changed_facts for line in app.overview.summaries()} == {1}
    assert app.reviews.to_compare() is None
