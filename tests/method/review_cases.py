"""For the findings about review, evaluation and a changed catalogue a change that brings each about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import COMPLETE, PAST, but
from method.judging import TODAY

from dsfa_app.domain.review import Evaluation, ReviewEvent
from dsfa_app.domain.vocabulary import Answer, AssessmentState, ReviewOutcome
from dsfa_app.method.catalogue_changes import CatalogueChange, CatalogueChangeKind, Statement

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

TOMORROW = TODAY + timedelta(days=1)
EVENT = ReviewEvent(
    id="e",
    trigger="incident",
    description="Beschwerde",
    occurred_on=PAST,
    outcome=ReviewOutcome.NO_CHANGE,
    reason="betrifft nur das Impressum",
    checked_by="Frau Ernst",
    checked_on=TODAY,
)
EVALUATION = Evaluation(
    id="v",
    period_from=date(2025, 5, 4),
    period_to=PAST,
    necessity="trägt noch",
    extent="zwei Kanäle",
    effectiveness="gut",
    conclusion="weiter so",
    evaluated_by="Online-Team",
    evaluated_on=TODAY,
    published=Answer.YES,
)
CHANGE = CatalogueChange(
    id="a.retention",
    kind=CatalogueChangeKind.CHANGED,
    title="A: Speicherdauer",
    old=Statement(title="A: Speicherdauer", text="ein Jahr"),
    new=Statement(title="A: Speicherdauer", text="zwei Jahre"),
    noted="c",
    platform_ids=("a",),
    cited=(("platforms", "a", "sources"),),
)
GONE = replace(CHANGE, kind=CatalogueChangeKind.REMOVED, new=None)
OTHERWISE_THE_SAME = but((("title",), "nach einer Änderung des Katalogs"))


def _event(**values: Any) -> Assessment:
    return but((("review_events",), (replace(EVENT, **values),)))


def _evaluation(**values: Any) -> Assessment:
    return but((("evaluations",), (replace(EVALUATION, **values),)))


def _released(decided_on: date) -> Assessment:
    return but((("state",), AssessmentState.RELEASED), (("decision", "decided_on"), decided_on))


def _changed(check: str, says: str, *changes: CatalogueChange) -> Case:
    return Case(check, OTHERWISE_THE_SAME, COMPLETE, says, changes=changes)


CASES = (
    Case("review-event-unnamed", _event(trigger="", description=" "), _event(trigger="")),
    Case(
        "review-event-open",
        _event(outcome=ReviewOutcome.OPEN),
        _event(),
        "Der Anlass „Beschwerde“ ist noch nicht beurteilt.",
    ),
    Case("review-event-without-reason", _event(reason=" "), _event()),
    Case("review-event-without-reason", _event(reason=""), _event(outcome=ReviewOutcome.OPEN, reason="")),
    Case("review-event-without-name-or-date", _event(checked_by=""), _event()),
    Case(
        "review-event-without-name-or-date",
        _event(checked_on=None, description=""),
        _event(),
        "Anlass vom 04.05.2026 fehlt",
    ),
    Case(
        "review-event-judged-before-it-occurred",
        _event(checked_on=PAST - timedelta(days=1)),
        _event(checked_on=PAST),
        "am 03.05.2026 beurteilt, aber erst am 04.05.2026 eingetreten",
    ),
    Case("date-in-future", _event(occurred_on=TOMORROW), _event(occurred_on=TODAY), "Anlass zur Überprüfung"),
    Case("date-in-future", _event(checked_on=TOMORROW), _event(), "Beurteilung eines Anlasses"),
    Case("date-in-future", _evaluation(evaluated_on=TOMORROW), _evaluation(), "jährliche Evaluation"),
    Case(
        "revision-outstanding",
        replace(_event(outcome=ReviewOutcome.REVISION), state=AssessmentState.RELEASED),
        _event(outcome=ReviewOutcome.REVISION),
        "Fortschreibung nötig",
    ),
    Case(
        "revision-outstanding",
        replace(_event(outcome=ReviewOutcome.REVISION), state=AssessmentState.REVIEW_DUE),
        replace(_event(outcome=ReviewOutcome.REVISION), state=AssessmentState.SUPERSEDED),
    ),
    Case(
        "evaluation-period-reversed",
        _evaluation(period_from=PAST + timedelta(days=1)),
        _evaluation(period_from=PAST),
        "endet am 04.05.2026 vor seinem Beginn am 05.05.2026",
    ),
    Case("evaluation-period-in-future", _evaluation(period_to=TOMORROW), _evaluation(period_to=TODAY)),
    Case("evaluation-incomplete", _evaluation(conclusion=""), _evaluation()),
    Case(
        "evaluation-incomplete",
        _evaluation(evaluated_by=""),
        _evaluation(evaluated_by="", evaluated_on=None),
        "für den Zeitraum bis 04.05.2026",
    ),
    Case(
        "evaluation-still-a-proposal",
        _evaluation(extent="Vorschlag: zwei Plattformen."),
        _evaluation(extent="Der Vorschlag: zwei Plattformen."),
    ),
    Case("evaluation-not-published", _evaluation(published=Answer.UNKNOWN), _evaluation()),
    Case("evaluation-missing", _released(date(2025, 11, 20)), _released(date(2025, 11, 21))),
    Case(
        "evaluation-missing",
        _released(date(2025, 11, 20)),
        replace(_released(date(2025, 11, 20)), evaluations=(EVALUATION,)),
        "Seit dem 20.11.2025 wurde nicht evaluiert",
    ),
    _changed(
        "catalogue-changes-not-judged",
        "Eine Angabe des Katalogs ist seit der letzten Kenntnisnahme geändert und nicht beurteilt, "
        "davon eine verwendete.",
        CHANGE,
    ),
    _changed(
        "catalogue-changes-not-judged",
        "2 Angaben des Katalogs sind seit der letzten Kenntnisnahme geändert und nicht beurteilt, "
        "davon 2 verwendete.",
        CHANGE,
        GONE,
    ),
    _changed("cited-fact-changed", "Zu A ist eine verwendete Angabe des Katalogs neu zu prüfen.", CHANGE),
    _changed(
        "cited-fact-changed", "Zu A sind 2 verwendete Angaben des Katalogs neu zu prüfen.", CHANGE, GONE
    ),
    _changed("cited-fact-removed", "„A: Speicherdauer“ (zuletzt: ein Jahr) ist im Katalog entfallen.", GONE),
)
