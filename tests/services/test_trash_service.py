"""The waste basket: deleted is not gone until it is emptied, and then nothing remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from dsfa_app.bootstrap import Application, open_application
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.errors import NotFoundError, RuleError, WasteBasketError
from dsfa_app.method.retention import Retention, retention

if TYPE_CHECKING:
    from pathlib import Path

MARK = "Unverwechselbarer Satz über eine betroffene Person"


def test_a_deleted_assessment_is_neither_listed_nor_opened_nor_saved(app: Application) -> None:
    kept = app.assessments.create("Bleibt", ["x"])
    gone = app.assessments.create("Geht", ["x"])
    app.trash.delete(gone.assessment.id)
    assert [summary.id for summary in app.overview.summaries()] == [kept.assessment.id]
    assert [summary.title for summary in app.trash.deleted()] == ["Geht"]
    with pytest.raises(WasteBasketError, match="„Geht“ liegt im Papierkorb"):
        app.assessments.open(gone.assessment.id)
    with pytest.raises(WasteBasketError):
        app.assessments.save(replace(gone.assessment, title="Doch"), gone.revision)
    with pytest.raises(WasteBasketError):
        app.assessments.duplicate(gone.assessment.id)


def test_a_restored_assessment_is_as_it_was(app: Application) -> None:
    stored = app.examples.create("stuttgart")
    before = app.overview.summaries()
    app.trash.delete(stored.assessment.id)
    assert app.trash.restore(stored.assessment.id) == before[0]
    assert app.overview.summaries() == before
    assert app.assessments.open(stored.assessment.id) == stored
    assert app.trash.deleted() == ()


def test_what_is_not_there_cannot_be_deleted_or_restored(app: Application) -> None:
    stored = app.assessments.create("Da", ["x"])
    with pytest.raises(NotFoundError, match="nicht im Papierkorb"):
        app.trash.restore(stored.assessment.id)
    with pytest.raises(NotFoundError, match="nicht im Papierkorb"):
        app.trash.purge(stored.assessment.id)
    app.trash.delete(stored.assessment.id)
    for action in (app.trash.delete, app.trash.restore, app.trash.purge):
        with pytest.raises(NotFoundError):
            action("nirgends")
    with pytest.raises(WasteBasketError):
        app.trash.delete(stored.assessment.id)


def test_an_assessment_deleted_for_good_leaves_no_word_in_any_file_of_the_data(tmp_path: Path) -> None:
    with open_application(tmp_path) as app:
        stored = app.assessments.create(MARK, ["x"])
        revision = stored.revision
        changed = stored.assessment
        for number in range(3):  # in the overview, in rows, as old and as new value of the journal
            changed = with_value(changed, ("occasion", "reason"), f"{MARK} {number} " * 800)
            revision = app.assessments.save(changed, revision)
        app.trash.delete(stored.assessment.id)
        app.trash.purge(stored.assessment.id)
        assert app.trash.deleted() == ()
        assert app.history.first_break() is None
        entries = app.history.of_assessment(changed)
        assert entries[0].doing == "endgültig gelöscht"
        assert all(entry.is_emptied and not entry.restorable for entry in entries[1:])
    left = {
        file.name for file in tmp_path.rglob("*") if file.is_file() and MARK.encode() in file.read_bytes()
    }
    assert left == set()


def test_nothing_of_it_remains_while_the_program_runs_either(tmp_path: Path) -> None:
    with open_application(tmp_path) as app:
        stored = app.assessments.create(MARK, ["x"])
        app.trash.delete(stored.assessment.id)
        assert any(MARK.encode() in file.read_bytes() for file in tmp_path.glob("dsfa.sqlite*"))
        assert app.trash.empty() == 1
        assert not any(MARK.encode() in file.read_bytes() for file in tmp_path.glob("dsfa.sqlite*"))


def test_emptying_takes_what_was_deleted_and_nothing_else(app: Application) -> None:
    kept = app.assessments.create("Bleibt", ["x"])
    for title in ("Geht", "Geht auch"):
        app.trash.delete(app.assessments.create(title, ["x"]).assessment.id)
    assert app.trash.empty() == 2
    assert app.trash.empty() == 0
    assert app.trash.deleted() == ()
    assert app.assessments.open(kept.assessment.id) == kept


def test_a_file_of_an_assessment_in_the_waste_basket_comes_in_as_a_copy(
    app: Application, tmp_path: Path
) -> None:
    stored = app.assessments.create("Kanäle", ["x"])
    app.documents.export(stored.assessment, "json", tmp_path / "a.json")
    app.trash.delete(stored.assessment.id)
    result = app.documents.import_file(tmp_path / "a.json")
    assert (result.action, result.assessment.title) == ("kopie", "Kanäle (Import)")
    app.trash.purge(stored.assessment.id)
    assert app.documents.import_file(tmp_path / "a.json").action == "neu"


def released(app: Application) -> str:
    """Release an assessment and return its id."""
    stored = app.assessments.create("Freigegeben", ["x"])
    with app._database.unit_of_work() as work:
        assessment = app.versions.release(work, stored.assessment, app.session.person)
    app.assessments.save(assessment, stored.revision)
    return stored.assessment.id


def test_a_released_assessment_in_force_cannot_be_deleted(app: Application) -> None:
    assessment_id = released(app)
    with pytest.raises(RuleError, match="in Kraft"):
        app.trash.delete(assessment_id)
    assert app.trash.deleted() == ()


def test_a_closed_assessment_can_be_deleted_when_its_period_is_over(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    with open_application(tmp_path, clock=lambda: now) as app:
        assessment_id = released(app)
        now = now.replace(year=2027)
        stored = app.assessments.open(assessment_id)
        closed = replace(stored.assessment, state=AssessmentState.CHANNEL_CLOSED)
        app.assessments.save(closed, stored.revision)
        now = now.replace(year=2032)
        with pytest.raises(RuleError, match=r"bis 21\.11\.2032 aufbewahrt"):
            app.trash.delete(assessment_id)
        now = now.replace(day=22)
        app.trash.delete(assessment_id)
        assert len(app.trash.deleted()) == 1


def test_the_period_is_the_body_s_own(app: Application) -> None:
    assert app.trash.retention_years == 5
    app.trash.keep_for(10)
    assert app.trash.retention_years == 10
    for wrong in (-1, 31):
        with pytest.raises(RuleError, match="0 bis 30"):
            app.trash.keep_for(wrong)
    app.settings.update(retention_years=4000)
    assert app.trash.retention_years == 30


DAY = date(2026, 11, 21)
DRAFT, RELEASED = AssessmentState.DRAFT, AssessmentState.RELEASED
CLOSED, DISCARDED = AssessmentState.CHANNEL_CLOSED, AssessmentState.DISCARDED


@pytest.mark.parametrize(
    ("state", "releases", "ended_on", "kept"),
    [
        (DRAFT, [], DAY, Retention(is_kept=False)),
        (DISCARDED, [], DAY, Retention(is_kept=False)),
        (RELEASED, [], DAY, Retention(is_kept=True)),
        (RELEASED, [None], date(2000, 1, 1), Retention(is_kept=True)),
        (DRAFT, [date(2020, 1, 1), None], DAY, Retention(is_kept=True)),
        (CLOSED, [], date(2021, 11, 21), Retention(is_kept=True, until=DAY)),
        (CLOSED, [None], date(2021, 11, 20), Retention(is_kept=False, until=date(2026, 11, 20))),
        (DISCARDED, [None], date(2024, 2, 29), Retention(is_kept=True, until=date(2029, 2, 28))),
        (DRAFT, [date(2021, 1, 1), date(2020, 1, 1)], DAY, Retention(is_kept=False, until=date(2026, 1, 1))),
        (AssessmentState.SUPERSEDED, [], DAY, Retention(is_kept=True, until=date(2031, 11, 21))),
    ],
)
def test_how_long_an_assessment_is_kept(
    state: AssessmentState, releases: list[date | None], ended_on: date, kept: Retention
) -> None:
    assert retention(state, releases, ended_on, DAY) == kept
