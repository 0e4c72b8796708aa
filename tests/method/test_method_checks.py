"""Every check finds what it is meant to find, and keeps quiet otherwise."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment, minimal_assessment
from hypothesis import given, settings
from method import (
    approval_cases,
    check_cases,
    gate_cases,
    outcome_cases,
    own_risk_cases,
    platform_cases,
    review_cases,
    setting_cases,
    version_cases,
)
from method.case import TRAITS, Case
from method.complete import COMPLETE, but
from method.judging import judged, two_platforms
from strategies import assessments

from dsfa_app.domain.editing import value_at
from dsfa_app.errors import NotFoundError
from dsfa_app.labels import label
from dsfa_app.method import checks
from dsfa_app.method.findings import (
    Finding,
    PageStatus,
    Severity,
    Topic,
    completeness,
    page_status,
)
from resources import resource

if TYPE_CHECKING:
    from types import ModuleType

    from dsfa_app.domain.assessment import Assessment


CASES = (
    *check_cases.CASES,
    *platform_cases.CASES,
    *outcome_cases.CASES,
    *own_risk_cases.CASES,
    *review_cases.CASES,
    *setting_cases.CASES,
    *gate_cases.CASES,
    *approval_cases.CASES,
    *version_cases.CASES,
)
NAMES = [f"{case.check} {number}" for number, case in enumerate(CASES)]
MODULES = (
    checks.approvals,
    checks.catalogue_ids,
    checks.channels,
    checks.comments,
    checks.consultation,
    checks.dates,
    checks.description,
    checks.deviations,
    checks.expectations,
    checks.lawfulness,
    checks.measures,
    checks.order,
    checks.outcome,
    checks.own_risks,
    checks.presence,
    checks.release,
    checks.responsibility,
    checks.review,
    checks.risks,
    checks.settings,
    checks.sign_off,
    checks.sources,
    checks.threshold,
    checks.transfers,
    checks.versions,
)


def found(assessment: Assessment) -> tuple[Finding, ...]:
    return checks.find(judged(assessment, traits=TRAITS))


def named_in(module: ModuleType) -> set[str]:
    """Return the id of every finding a module of checks can yield."""
    pattern = r'(?:check=|_(?:gate|gap|together|deviating|doubt)\(\s*)"([a-z-]+)"'
    return set(re.findall(pattern, inspect.getsource(module)))


def test_a_complete_assessment_has_no_findings():
    assert found(COMPLETE) == ()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_check_says_what_is_wrong(case: Case):
    hits = [finding for finding in checks.find(case.judged(case.hit)) if finding.check == case.check]
    assert hits
    assert case.says in hits[0].sentence.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_check_has_no_objection_where_nothing_is_wrong(case: Case):
    assert case.check not in {finding.check for finding in checks.find(case.judged(case.miss))}


def test_every_finding_a_check_can_yield_has_a_case():
    assert set().union(*map(named_in, MODULES)) == {case.check for case in CASES}


@pytest.mark.parametrize("check", checks.CHECKS)
def test_every_check_is_hit_by_a_case(check: Any):
    assert any(list(check(case.judged(case.hit))) for case in CASES)


def test_every_check_of_every_subject_is_run():
    assert {check for module in MODULES for check in module.CHECKS} == set(checks.CHECKS)
    assert len(set(checks.CHECKS)) == len(checks.CHECKS)


NORMAL_SPACE_IN_A_NORM = re.compile(r"(?:Art\.|Abs\.|Nr\.|Buchst\.|Satz|§) |\. B\.")


def assert_presentable(assessment: Assessment, finding: Finding) -> None:
    assert finding.sentence.endswith((".", ".“", ")"))
    assert "  " not in finding.sentence
    assert '"' not in finding.sentence
    assert "„“" not in finding.sentence
    assert "()" not in finding.sentence
    assert not NORMAL_SPACE_IN_A_NORM.search(finding.norm + finding.sentence)
    assert finding.norm.endswith(("DSGVO", "DDG"))
    if finding.path and finding.path[0] == "ratings":
        try:
            value_at(assessment, finding.path)
        except NotFoundError:
            assert finding.path[1] not in {known.id for known in assessment.ratings}
    elif finding.path:
        value_at(assessment, finding.path)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_finding_is_a_german_sentence_with_a_norm_and_a_place_to_go(case: Case):
    for finding in checks.find(case.judged(case.hit)):
        assert_presentable(case.hit, finding)


@pytest.mark.parametrize(
    "assessment",
    [minimal_assessment(), two_platforms(), full_assessment()],
    ids=["minimal", "two platforms", "full"],
)
def test_findings_on_empty_and_full_assessments_are_presentable(assessment: Assessment):
    for finding in found(assessment):
        assert_presentable(assessment, finding)


def test_the_findings_come_page_by_page():
    pages = [finding.topic for finding in found(two_platforms())]
    assert pages == sorted(pages, key=list(Topic).index)
    assert len(set(pages)) > len(Topic) // 2


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_manual_gives_the_severity_of_every_finding(case: Case):
    manual = resource("handbuch").joinpath("fehlermeldungen.md").read_text("utf-8")
    (finding, *_) = [item for item in checks.find(case.judged(case.hit)) if item.check == case.check]
    row = rf"`{case.check}` (?:\| |\(){label(finding.severity)}\b"
    assert re.search(row, manual)


def test_there_are_at_least_forty_checks():
    assert len({case.check for case in CASES}) >= 40


@settings(max_examples=25)
@given(assessments())
def test_the_checks_cope_with_any_assessment(assessment: Assessment):
    everything = judged(assessment)
    once = checks.find(everything)
    assert once == checks.find(everything)
    assert set(completeness(once)) == set(Topic)


def test_errors_and_warnings_about_gaps_leave_a_page_open():
    assert completeness(found(COMPLETE)) == dict.fromkeys(Topic, PageStatus.COMPLETE)
    status = completeness(found(but((("review", "due_on"), None))))
    assert status.pop(Topic.REVIEW) is PageStatus.OPEN
    assert set(status.values()) == {PageStatus.COMPLETE}


def test_a_contradiction_is_marked_before_a_gap():
    def finding(severity: Severity, *, gap: bool) -> Finding:
        return Finding(check="c", severity=severity, sentence="", norm="", topic=Topic.RISKS, gap=gap)

    gap = finding(Severity.ERROR, gap=True)
    doubt = finding(Severity.WARNING, gap=False)
    note = finding(Severity.NOTE, gap=False)
    assert page_status([], Topic.RISKS) is PageStatus.COMPLETE
    assert page_status([note], Topic.RISKS) is PageStatus.COMPLETE
    assert page_status([gap, note], Topic.RISKS) is PageStatus.OPEN
    assert page_status([gap, doubt], Topic.RISKS) is PageStatus.FINDING
    assert page_status([gap, doubt], Topic.MEASURES) is PageStatus.COMPLETE


def test_names_fall_back_to_ids():
    view = judged(COMPLETE)
    assert view.platform_name("a") == "A"
    assert view.platform_name("tiktok") == "tiktok"
    assert (view.risk_title("R01"), view.risk_title("R10")) == ("R01 Profilbildung", "R10")
