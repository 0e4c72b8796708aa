"""The Stuttgart example: nothing is smoothed over, nothing is invented, every claim can be checked."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue.citations import describe_source
from dsfa_app.domain.structure import Path, texts
from dsfa_app.domain.vocabulary import Answer, ChannelState, MeasureState, StatisticsKind
from dsfa_app.method.threshold import ThresholdOutcome

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.judgement import AssessmentView

PLATFORMS = ("facebook", "instagram", "mastodon", "youtube", "tiktok", "linkedin", "xing", "x")
ACCOUNTS_2018 = (
    "facebook.com/Stadt.Stuttgart",
    "twitter.com/stuttgart_stadt",
    "instagram.com/stuttgart.meine.stadt",
    "youtube.com/user/stuttgartlhs",
    "flickr.com/photos/53058076@N05",
    "plus.google.com/+stadtstuttgart",
    "facebook.com/rosenstein.stuttgart",
    "twitter.com/rosenstein_s",
    "instagram.com/jugendamt_stuttgart",
    "instagram.com/deine.stadt",
    "instagram.com/kubi_stuttgart",
    "facebook.com/stadtmuseum",
    "facebook.com/stuttgarter.philharmoniker",
    "facebook.com/Stadtbibliothek.Stuttgart",
    "facebook.com/planetariumstuttgart",
    "facebook.com/komm.zu.uns.kita.stuttgart",
    "facebook.com/citiesformobility",
    "facebook.com/freiwilligenagenturstuttgart",
    "facebook.com/Netzwerk.kubiS",
)
ALTERNATIVES_2018 = (
    "www.stuttgart.de",
    "www.stuttgart-meine-stadt.de",
    "service.stuttgart.de",
    "www.stuttgart.de/baeder",
    "www.stuttgart.de/komm-zu-uns",
    "www.welcome.stuttgart.de",
    "www.stuttgart.de/rosensteintunnel",
    "www.fluechtlinge.stuttgart.de",
    "www.schwimmfit-stuttgart.de",
    "www.branchenbuch.stuttgart.de",
)
NOTICES_2018 = ("facebook", "twitter", "instagram", "google+", "youtube", "flickr")


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;])\s+(?=[A-ZÄÖÜ„])", text) if len(part) > 20]


def test_the_eight_platforms_stand_in_the_order_of_the_concept(stuttgart: Assessment) -> None:
    assert tuple(use.id for use in stuttgart.platforms) == PLATFORMS
    assert all(
        use.purpose and use.target_group and use.necessity_reason and use.alternatives and use.abstention
        for use in stuttgart.platforms
    )


@pytest.mark.parametrize("account", ACCOUNTS_2018)
def test_every_account_of_2018_is_kept(account: str, stuttgart: Assessment) -> None:
    assert [channel.url for channel in stuttgart.channels].count(f"https://{account}") == 1


def test_the_accounts_of_2018_and_one_channel_for_each_new_platform_are_all_there_is(
    stuttgart: Assessment,
) -> None:
    listed = {f"https://{account}" for account in ACCOUNTS_2018}
    added = {channel.platform_id for channel in stuttgart.channels if channel.url not in listed}
    assert added == {"mastodon", "tiktok", "linkedin", "xing"}
    assert len(stuttgart.channels) == len(ACCOUNTS_2018) + len(added)


def test_closed_services_are_retired_and_twitter_keeps_its_former_name(stuttgart: Assessment) -> None:
    retired = {channel.platform_id for channel in stuttgart.channels if channel.state is ChannelState.RETIRED}
    assert retired == {"flickr", "googleplus"}
    assert {channel.former_name for channel in stuttgart.channels if channel.platform_id == "x"} == {
        "twitter.com/stuttgart_stadt",
        "twitter.com/rosenstein_s",
    }


def test_an_account_that_the_concept_of_2025_does_not_confirm_is_not_called_active(
    stuttgart: Assessment,
) -> None:
    for channel in stuttgart.channels:
        if channel.url.removeprefix("https://") in ACCOUNTS_2018:
            assert channel.state is not ChannelState.ACTIVE
        assert channel.note
        assert channel.sources


def test_all_alternatives_and_privacy_notices_of_2018_are_kept(stuttgart: Assessment) -> None:
    assert {alternative.url for alternative in stuttgart.alternatives} >= set(ALTERNATIVES_2018)
    names = {alternative.name for alternative in stuttgart.alternatives}
    assert {"internetredaktion@stuttgart.de", "Amtsblatt der Stadt Stuttgart"} <= names
    addresses = {f"www.stuttgart.de/datenschutz-{name}" for name in NOTICES_2018}
    assert {document.location for document in stuttgart.documents} >= addresses


def test_every_risk_is_judged_on_every_platform_with_a_reason(
    stuttgart: Assessment, catalogue: Catalogue
) -> None:
    assert {rating.id for rating in stuttgart.ratings} == {
        f"{platform}.{risk}" for platform in PLATFORMS for risk in catalogue.risks
    }
    for rating in stuttgart.ratings:
        assert rating.applicable is not Answer.UNKNOWN, rating.id
        assert len(rating.reason.split()) >= 12, rating.id
        if rating.applicable is Answer.NO:
            assert (rating.gross, rating.baseline) == (None, None), rating.id
            continue
        assert rating.gross, rating.id
        assert rating.sources, rating.id
        on_platform_side = catalogue.risks[rating.risk_id].platform_side
        assert bool(rating.baseline) is bool(rating.baseline_reason) is on_platform_side, rating.id


def test_a_risk_the_catalogue_rules_out_is_not_rated(stuttgart: Assessment, catalogue: Catalogue) -> None:
    for rating in stuttgart.ratings:
        if catalogue.risks[rating.risk_id].exclusion_reason(rating.platform_id):
            assert rating.applicable is Answer.NO, rating.id


def test_no_sentence_is_used_for_two_things(stuttgart: Assessment) -> None:
    used: dict[str, list[Path]] = defaultdict(list)
    for path, text in texts(stuttgart):
        argued = path[0] in {"ratings", "platforms", "roles", "transfers", "joint_arrangements"}
        if argued and path[-1] != "sources":
            for sentence in _sentences(text):
                used[sentence].append(path)
    repeated = {sentence: paths for sentence, paths in used.items() if len(paths) > 1}
    repeated = {sentence: paths for sentence, paths in repeated.items() if paths[0][-1] != "functions_used"}
    assert not repeated


def test_every_cited_source_can_be_looked_up(stuttgart: Assessment, catalogue: Catalogue) -> None:
    cited = {text for path, text in texts(stuttgart) if path[-1] == "sources"}
    assert len(cited) > 100
    for source_id in cited:
        source = describe_source(source_id, catalogue)
        assert source.title
        assert source.location or source.evidence.value == "nicht_belegt", source_id


def test_each_platform_is_argued_from_its_own_facts(stuttgart: Assessment) -> None:
    for platform in PLATFORMS:
        cited = {
            source
            for rating in stuttgart.ratings
            if rating.platform_id == platform
            for source in rating.sources
            if source.startswith(f"{platform}.")
        }
        assert len(cited) >= 8, platform


def test_contradictions_of_the_concept_are_findings(stuttgart_view: AssessmentView) -> None:
    found = {
        (finding.check, finding.path[1] if len(finding.path) > 1 else "")
        for finding in stuttgart_view.findings
    }
    assert {item for item in found if item[0] == "operator-not-in-concept"} == {
        ("operator-not-in-concept", "x"),
        ("operator-not-in-concept", "xing"),
    }
    assert {item for item in found if item[0] == "statistics-contradiction"} == {
        ("statistics-contradiction", "xing")
    }
    assert stuttgart_view.assessment.platform("xing").statistics is StatisticsKind.AGGREGATED


def test_what_is_unknown_or_open_stays_a_finding(stuttgart_view: AssessmentView) -> None:
    checks = {finding.check for finding in stuttgart_view.findings}
    assert checks >= {
        "channel-state-unknown",
        "role-unclear",
        "joint-without-arrangement",
        "processor-without-contract",
        "transfer-without-mechanism",
        "dpo-advice-missing",
        "views-open",
        "decision-open",
    }
    assert not {
        check for check in checks if check.startswith(("risks-", "rating-", "measure-", "threshold-"))
    }


def test_the_threshold_analysis_ends_as_the_city_published_it(
    stuttgart_view: AssessmentView, catalogue: Catalogue
) -> None:
    assert stuttgart_view.threshold.outcome is ThresholdOutcome.VOLUNTARY
    assert stuttgart_view.threshold.open_rules == 0
    answers = stuttgart_view.assessment.threshold_answers
    assert {answer.id for answer in answers} == set(catalogue.threshold_rules)
    assert all(answer.reason for answer in answers)


def test_every_measure_has_a_state_that_a_document_or_a_proposal_backs(
    stuttgart: Assessment, catalogue: Catalogue
) -> None:
    assert [measure.id for measure in stuttgart.measures] == list(catalogue.measures)
    in_place = {MeasureState.IMPLEMENTED, MeasureState.PROVEN}
    for measure in stuttgart.measures:
        assert measure.department, measure.id
        assert bool(measure.evidence) is (measure.state in in_place), measure.id
        assert measure.note.startswith("Vorschlag") is (measure.state not in in_place), measure.id
        assert bool(measure.due_on) is (measure.state is MeasureState.PLANNED), measure.id


def test_the_drafts_say_what_the_results_say(stuttgart_view: AssessmentView) -> None:
    highest = stuttgart_view.profile.highest
    assert stuttgart_view.overall.planned_level is not None
    assert stuttgart_view.overall.planned_level < highest, "consultation.ground says that none stays high"
    high_baseline = {
        item.rating.platform_id for item in stuttgart_view.results if item.baseline_level == highest
    }
    assert high_baseline == set(PLATFORMS) - {"mastodon"}
    unclear = [
        channel for channel in stuttgart_view.assessment.channels if channel.state is ChannelState.UNKNOWN
    ]
    assert len(unclear) == 17, "measures.M41.note counts them"


def test_the_balancing_is_a_draft_and_never_the_verdict(stuttgart: Assessment) -> None:
    drafts = [use.balancing for use in stuttgart.platforms] + [stuttgart.decision.balancing]
    for draft in drafts:
        assert draft.startswith("Entwurf")
        assert not re.search(r"vertretbar|zulässig|rechtmäßig", draft)


def test_the_example_is_offered_and_stored_under_a_fresh_id(app: Application) -> None:
    (info,) = app.examples.available()
    stored = app.examples.create(info.id)
    assert app.assessments.open(stored.assessment.id) == stored
    assert stored.assessment == app.examples.build(
        info.id, stored.assessment.created_on, stored.assessment.id
    )
    assert app.examples.create(info.id).assessment.id != stored.assessment.id
