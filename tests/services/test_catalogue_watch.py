"""A changed catalogue: what it says now and before, what that concerns, and how it is settled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from catalogues import altered_catalogue
from conftest import NOW

from dsfa_app.bootstrap import Application, open_application
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import AssessmentState, ChannelState, ReviewOutcome
from dsfa_app.errors import RuleError
from dsfa_app.method.catalogue_changes import CatalogueChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.catalogue_changes import CatalogueChange

RETENTION = "facebook.retention.meta"
FACEBOOK = "platforms/facebook.yaml"
SHORTER = (FACEBOOK, "binnen 6\u00a0Monaten gelöscht", "binnen 3\u00a0Monaten gelöscht")
LOST = (
    FACEBOOK,
    """    - id: insights
      text: nicht belegt – Speicherdauer der Insights-Rohdaten
      source: null
      as_of: unbekannt
      evidence: nicht_belegt
""",
    "",
)
ADDED = (
    FACEBOOK,
    "  retention:\n",
    """  retention:
    - id: neu
      text: Sicherungskopien bleiben 90 Tage
      source: https://www.facebook.com/privacy/policy/
      as_of: '2026-11-01'
      evidence: primaer
""",
)
RULING = ("rulings.yaml", "status: rechtskräftig", "status: aufgehoben")
DATED = (FACEBOOK, "as_of: '2026-07-23'", "as_of: '2026-11-01'")
GROSS = Score(severity=3, likelihood=4)


@pytest.fixture
def other_catalogue(tmp_path: Path) -> Callable[..., Catalogue]:
    numbers = iter(range(100))

    def altered(*changes: tuple[str, str, str]) -> Catalogue:
        folder = tmp_path / f"katalog-{next(numbers)}"
        folder.mkdir()
        return altered_catalogue(folder, changes)

    return altered


@pytest.fixture
def reopened(
    tmp_path: Path, app: Application, counting_ids: Callable[[], str]
) -> Iterator[Callable[..., Application]]:
    """Close the program and open it on the same data with another catalogue."""
    opened: list[Application] = [app]

    def again(catalogue: Catalogue) -> Application:
        opened[-1].close()
        application = open_application(tmp_path / "daten", clock=lambda: NOW, ids=counting_ids)
        application.catalogue = catalogue
        application.session.act_once_as(ActingPerson(name="Erika Muster"))
        opened.append(application)
        return application

    yield again
    for application in opened[1:]:
        application.close()


def facebook_page(app: Application) -> Assessment:
    """Store an assessment of Facebook that cites a fact, with one channel in use and one retired."""
    stored = app.assessments.create("Kanäle der Stadt", ["facebook"])
    use = replace(stored.assessment.platforms[0], sources=(RETENTION, "facebook.retention.insights"))
    described = replace(
        stored.assessment.rated("facebook", "R01", gross=GROSS, reason="Profile"),
        platforms=(use,),
        channels=(
            Channel(id="k1", platform_id="facebook", name="Stadt", state=ChannelState.ACTIVE),
            Channel(id="k2", platform_id="facebook", name="Alt", state=ChannelState.RETIRED),
        ),
    )
    app.assessments.save(described, stored.revision)
    return described


def changes_of(app: Application, assessment: Assessment) -> dict[str, CatalogueChange]:
    return {change.id: change for change in app.catalogue_watch.changes(assessment)}


def test_nothing_has_changed_while_the_catalogue_is_the_same(app: Application) -> None:
    assessment = facebook_page(app)
    assert changes_of(app, assessment) == {}
    assert app.judgement.view(assessment).catalogue_changes == ()


def test_a_changed_fact_is_shown_with_old_and_new_text_and_what_it_concerns(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER))
    (change,) = changes_of(later, assessment).values()
    assert (change.id, change.kind) == (RETENTION, CatalogueChangeKind.CHANGED)
    assert change.old is not None
    assert change.new is not None
    assert "6\u00a0Monaten" in change.old.text
    assert "3\u00a0Monaten" in change.new.text
    assert (change.old.as_of, change.old.source) == ("2026-07-23", "https://www.facebook.com/privacy/policy/")
    assert change.platform_ids == ("facebook",)
    assert change.channel_ids == ("k1",)
    assert change.cited == (("platforms", "facebook", "sources"),)


def test_a_new_and_a_removed_fact_are_told_apart_and_the_cited_one_comes_first(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(LOST, ADDED))
    lost, added = later.catalogue_watch.changes(assessment)
    assert (lost.id, lost.kind, bool(lost.cited)) == (
        "facebook.retention.insights",
        CatalogueChangeKind.REMOVED,
        True,
    )
    assert lost.old is not None
    assert "Insights-Rohdaten" in lost.old.text
    assert (added.id, added.kind, added.cited) == ("facebook.retention.neu", CatalogueChangeKind.NEW, ())
    checks = {finding.check for finding in later.judgement.view(assessment).findings}
    assert {"cited-fact-removed", "cited-fact-changed", "catalogue-changes-not-judged"} <= checks
    assert "source-not-in-catalogue" not in checks


def test_a_later_date_alone_changes_nothing(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    assert changes_of(reopened(other_catalogue(DATED)), assessment) == {}


def test_a_ruling_that_changed_its_status_concerns_the_platforms_it_affects(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    mastodon = app.assessments.create("Mastodon", ["mastodon"]).assessment
    later = reopened(other_catalogue(RULING))
    (change,) = changes_of(later, assessment).values()
    assert change.id == "ruling:eugh-c-210-16"
    assert "aufgehoben" in change.title
    assert changes_of(later, mastodon) == {}


def test_a_changed_proposal_matters_only_where_it_was_taken_over(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    proposed = app.catalogue.risks["R01"].rating_for("facebook")
    assert proposed is not None
    assert (proposed.severity, proposed.likelihood) == (GROSS.severity, GROSS.likelihood)
    text = (Path(__file__).parents[2] / "resources/catalogue/risks.yaml").read_text("utf-8")
    start = text.index("severity: 3", text.index("- id: R01"))
    old = text[text.rindex("platform_side", 0, start) : text.index("\n", start)]
    later = reopened(other_catalogue(("risks.yaml", old, old.replace("3", "2", 1))))
    (change,) = changes_of(later, assessment).values()
    assert (change.id, change.cited) == ("proposal:facebook.R01", (("ratings", "facebook.R01", "gross"),))
    assert change.rating_ids == ("facebook.R01",)
    own = assessment.rated("facebook", "R01", gross=Score(severity=1, likelihood=1), reason="anders")
    assert changes_of(later, own) == {}


def test_judging_a_change_settles_it_and_undoing_the_judgement_brings_it_back(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER, ADDED))
    stored = later.assessments.open(assessment.id)
    first, second = later.catalogue_watch.changes(stored.assessment)
    judged = later.reviews.judge_changes(
        stored.assessment, [first], ReviewOutcome.NO_CHANGE, "Die Frist ist kürzer."
    )
    assert later.catalogue_watch.changes(judged) == (second,)
    event = judged.review_events[-1]
    assert (event.checked_by, event.checked_on, event.sources) == (
        "Erika Muster",
        NOW.date(),
        (RETENTION,),
    )
    assert "6\u00a0Monaten" in event.description
    assert "3\u00a0Monaten" in event.description
    revision = later.assessments.save(judged, stored.revision)
    assert later.overview.summaries()[0].changed_facts == 1
    later.assessments.save(stored.assessment, revision)
    assert later.catalogue_watch.changes(stored.assessment) == (first, second)
    assert later.overview.summaries()[0].changed_facts == 2


def test_what_was_judged_is_compared_with_the_next_catalogue_from_there(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    second = reopened(other_catalogue(SHORTER))
    stored = second.assessments.open(assessment.id)
    judged = second.reviews.judge_changes(
        stored.assessment,
        second.catalogue_watch.changes(stored.assessment),
        ReviewOutcome.REVISION,
        "Die Frist ist kürzer.",
    )
    second.assessments.save(judged, stored.revision)
    third = reopened(
        other_catalogue((FACEBOOK, "binnen 6\u00a0Monaten gelöscht", "binnen 9\u00a0Monaten gelöscht"))
    )
    (change,) = third.catalogue_watch.changes(judged)
    assert change.old is not None
    assert "3\u00a0Monaten" in change.old.text


def test_a_judgement_needs_a_reason_and_a_choice(app: Application) -> None:
    assessment = facebook_page(app)
    with pytest.raises(RuleError, match="mindestens eine"):
        app.reviews.judge_changes(assessment, [], ReviewOutcome.NO_CHANGE, "weil")


def test_a_platform_added_later_is_noted_with_the_catalogue_of_that_day(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER))
    stored = later.assessments.open(assessment.id)
    wider = later.assessments.with_platform(stored.assessment, "xing")
    later.assessments.save(wider, stored.revision)
    noted = later.catalogue_watch.noted(assessment.id)
    assert noted["xing"] == later.catalogue.fingerprint
    assert noted["facebook"] != later.catalogue.fingerprint


def test_a_platform_removed_and_brought_back_by_undo_keeps_its_open_changes(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER))
    stored = later.assessments.open(assessment.id)
    without = stored.assessment.without_platform("facebook")
    revision = later.assessments.save(without, stored.revision)
    assert later.overview.summaries()[0].changed_facts == 0
    later.assessments.save(stored.assessment, revision)
    assert set(changes_of(later, stored.assessment)) == {RETENTION}


def test_a_copy_keeps_what_is_still_to_be_judged(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER))
    copy = later.assessments.duplicate(assessment.id)
    assert set(changes_of(later, copy.assessment)) == {RETENTION}


def test_an_archived_assessment_stays_as_it_is(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    later = reopened(other_catalogue(SHORTER))
    assert changes_of(later, replace(assessment, state=AssessmentState.SUPERSEDED)) == {}


def test_a_file_made_with_an_unknown_catalogue_says_that_the_former_texts_are_unknown(
    app: Application, other_catalogue: Callable[..., Catalogue], tmp_path: Path
) -> None:
    assessment = facebook_page(app)
    file = tmp_path / "fremd.json"
    with open_application(tmp_path / "anderswo", clock=lambda: NOW) as elsewhere:
        elsewhere.catalogue = other_catalogue(
            SHORTER, ("catalogue.yaml", "version: 2026.11.1", "version: 2026.9.1")
        )
        elsewhere.documents.export(replace(assessment, id="fremd"), "json", file)
    imported = app.documents.import_file(file).assessment
    found = app.catalogue_watch.changes(imported)
    assert {change.kind for change in found} == {CatalogueChangeKind.UNKNOWN}
    assert {change.id for change in found if change.cited} == {RETENTION, "facebook.retention.insights"}
    assert found[0].old is None
    assert app.catalogue_watch.version(found[0].noted) == "2026.9.1"
    judged = app.reviews.judge_changes(imported, found, ReviewOutcome.NO_CHANGE, "verglichen")
    assert app.catalogue_watch.changes(judged) == ()


def test_a_file_made_with_a_catalogue_seen_here_before_is_compared_with_its_texts(
    app: Application,
    reopened: Callable[..., Application],
    other_catalogue: Callable[..., Catalogue],
    tmp_path: Path,
) -> None:
    assessment = facebook_page(app)
    file = tmp_path / "frueher.json"
    app.documents.export(replace(assessment, id="frueher"), "json", file)
    later = reopened(other_catalogue(SHORTER))
    imported = later.documents.import_file(file).assessment
    (change,) = later.catalogue_watch.changes(imported)
    assert (change.id, change.kind) == (RETENTION, CatalogueChangeKind.CHANGED)


def test_a_new_catalogue_is_compared_once_with_all_assessments(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    facebook_page(app)
    app.assessments.create("Mastodon", ["mastodon"])
    assert app.reviews.compare_all() == 0
    later = reopened(other_catalogue(SHORTER))
    assert [line.changed_facts for line in later.overview.summaries()] == [0, 0]
    assert later.reviews.compare_all() == 1
    assert sorted(line.changed_facts for line in later.overview.summaries()) == [0, 1]
    assert later.reviews.compare_all() == 0


def test_going_back_to_the_former_catalogue_takes_the_marks_away(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment, first = facebook_page(app), app.catalogue
    app.reviews.compare_all()
    reopened(other_catalogue(SHORTER)).reviews.compare_all()
    again = reopened(first)
    again.reviews.compare_all()
    assert again.overview.summaries()[0].changed_facts == 0
    assert changes_of(again, assessment) == {}


def test_what_asks_for_a_look_is_listed_assessment_by_assessment(
    app: Application, reopened: Callable[..., Application], other_catalogue: Callable[..., Catalogue]
) -> None:
    assessment = facebook_page(app)
    quiet = app.assessments.create("Mastodon", ["mastodon"]).assessment
    later = reopened(other_catalogue(SHORTER))
    needs = {need.assessment.id: need for need in later.reviews.needs()}
    assert needs[assessment.id].is_pressing
    assert not needs[quiet.id].is_pressing
    assert [need.assessment.id for need in later.reviews.needs(quiet.id)] == [quiet.id]
