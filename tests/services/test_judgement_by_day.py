"""What the checks are told: the day of the clock, the catalogue's platforms, the sources that are cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from factories import full_assessment

from dsfa_app.domain.structure import texts
from dsfa_app.method.addresses import HOSTS, normal_address, platform_of
from dsfa_app.method.checks.expectations import EXPECTATIONS
from dsfa_app.method.checks.sources import cited_sources
from dsfa_app.method.checks.threshold import VULNERABLE_RULE
from dsfa_app.services.judgement import Judgement

if TYPE_CHECKING:
    from dsfa_app.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.judgement import AssessmentView

AT_ONCE = 0.02
"""Seconds within which everything is judged again after a keystroke."""


def _checks(view: AssessmentView) -> list[str]:
    return [finding.check for finding in view.findings]


def test_the_clock_decides_what_is_overdue(catalogue: Catalogue, stuttgart: Assessment) -> None:
    day = datetime(2026, 11, 21, 12, tzinfo=UTC)
    judgement = Judgement(catalogue, lambda: day)
    assert "measure-overdue" not in _checks(judgement.view(stuttgart))
    day = datetime(2027, 12, 1, 12, tzinfo=UTC)
    later = _checks(judgement.view(stuttgart))
    assert later.count("measure-overdue") == sum(item.due_on is not None for item in stuttgart.measures)
    assert {"review-overdue", "legal-position-outdated"} <= set(later)


WAITED_FOR = ["dpo-advice-missing", "views-open", "decision-open"]
NOT_PUBLISHED = {
    "start-missing",
    "channel-without-notice",
    "joint-without-arrangement",
    "joint-essence-not-published",
    "arrangement-without-version",
    "transfer-without-mechanism",
    "processor-without-contract",
    "processor-contract-without-date",
}
"""What the city has to add before a release, because no public document says it."""


def test_the_example_has_no_errors_but_what_it_waits_for_and_what_nobody_has_published(
    stuttgart_view: AssessmentView,
) -> None:
    errors = [item.check for item in stuttgart_view.findings if item.severity == "fehler"]
    assert [check for check in errors if check not in NOT_PUBLISHED] == WAITED_FOR
    assert set(errors) == {*WAITED_FOR, *NOT_PUBLISHED}
    assert not set(_checks(stuttgart_view)) & {
        "source-not-in-catalogue",
        "channel-listed-twice",
        "channel-address-of-other-platform",
        "ruling-after-legal-position",
        "date-in-future",
    }
    doubtful = [item.path[1] for item in stuttgart_view.findings if item.check == "facts-to-check-again"]
    assert doubtful == [use.id for use in stuttgart_view.assessment.platforms]


def test_an_address_leads_to_the_platform_it_belongs_to(catalogue: Catalogue, stuttgart: Assessment) -> None:
    assert set(HOSTS.values()) <= catalogue.platforms.keys()
    assert all(platform_of(f"https://www.{host}/stadt") == owner for host, owner in HOSTS.items())
    told = [channel for channel in stuttgart.channels if platform_of(channel.url)]
    assert len(told) > len(stuttgart.channels) // 2
    assert all(platform_of(channel.url) == channel.platform_id for channel in told)
    for address in ("", "  ", "stadt", "https://", "https://netflix.com/x.com", "https://bawü.social/@stadt"):
        assert not platform_of(address)
    assert normal_address(" HTTPS://m.Facebook.com/Stadt/ ") == normal_address("facebook.com/stadt")


def test_the_checks_name_risks_and_rules_of_the_catalogue(catalogue: Catalogue) -> None:
    assert {expected.risk_id for expected in EXPECTATIONS} <= catalogue.risks.keys()
    assert VULNERABLE_RULE in catalogue.threshold_rules


def test_every_source_of_an_assessment_is_looked_at_but_for_what_an_event_judged() -> None:
    full = full_assessment()
    judged = full.review_events
    assessment = replace(
        full, review_events=tuple(replace(event, catalogue_fingerprint="") for event in judged)
    )
    assert not any(path[0] == "review_events" for path, _name in cited_sources(full))
    cited = [name for _path, name in cited_sources(assessment)]
    assert sorted(cited) == sorted(text for path, text in texts(assessment) if path[-1] == "sources")


def test_a_lost_source_is_named_once(catalogue: Catalogue, stuttgart: Assessment) -> None:
    use = stuttgart.platforms[0]
    changed = replace(
        stuttgart,
        platforms=(
            replace(use, sources=(*use.sources, "facebook.gone", "ruling:gone")),
            *stuttgart.platforms[1:],
        ),
    )
    found = Judgement(catalogue, lambda: datetime(2026, 11, 21, 12, tzinfo=UTC)).view(changed).findings
    (lost,) = [item for item in found if item.check == "source-not-in-catalogue"]
    assert lost.sentence.startswith("2 angegebene Quellen")
    assert lost.path == ("platforms", use.id, "sources")


def test_the_example_is_judged_at_once(catalogue: Catalogue, stuttgart: Assessment) -> None:
    judgement = Judgement(catalogue, lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    judgement.view(stuttgart)
    seconds = []
    for _ in range(5):
        start = perf_counter()
        judgement.view(stuttgart)
        seconds.append(perf_counter() - start)
    assert min(seconds) < AT_ONCE
