"""For the findings about risks, measures, persons, decision and dates a change that brings each about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from method.approval_cases import RELEASED
from method.case import Case
from method.complete import COMPLETE, DAY, HIGH, LOW, PAST, but
from method.judging import TODAY

from dsfa_app.domain.frame import Participant
from dsfa_app.domain.measure import Evidence
from dsfa_app.domain.outcome import Condition, PriorConsultation
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.vocabulary import (
    Answer,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    InvolvementKind,
    MeasureState,
)

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path

MEASURE = ("measures", "m")
RATING = ("ratings", "a.R01")
STEEP = Score(severity=1, likelihood=3)
HIGH_GROSS = ((*RATING, "gross"), HIGH)
YESTERDAY = date(2026, 11, 20)
PROVEN = ((*MEASURE, "state"), MeasureState.PROVEN)
CONDITION = Condition(id="c", text="Vertrag nachreichen", owner="Online-Team", due_on=DAY)


def _outcome(outcome: DecisionOutcome) -> tuple[Path, Any]:
    return ("decision", "outcome"), outcome


def _evidence(**values: Any) -> tuple[Path, Any]:
    return (*MEASURE, "evidence"), (Evidence(id="e", **values),)


def _conditions(**values: Any) -> tuple[Path, Any]:
    return ("conditions",), (replace(CONDITION, **values),)


def _consultation(**values: Any) -> tuple[Path, Any]:
    return ("consultation",), PriorConsultation(**values)


def _people(*people: tuple[str, InvolvementKind]) -> tuple[Path, Any]:
    return ("participants",), tuple(
        Participant(id=f"p{number}", name=name, involvement=part)
        for number, (name, part) in enumerate(people)
    )


RISKS = (
    Case(
        "residual-above-gross",
        but(((*RATING, "gross"), STEEP), ((*RATING, "planned_override"), Score(severity=2, likelihood=1))),
        but(((*RATING, "gross"), STEEP), ((*RATING, "planned_override"), STEEP)),
    ),
    Case(
        "lowered-without-measure",
        but(HIGH_GROSS, ((*RATING, "planned_override"), LOW), ((*MEASURE, "state"), MeasureState.PROPOSED)),
        but(HIGH_GROSS, ((*RATING, "planned_override"), LOW)),
        "Das geplante Restrisiko R01 Profilbildung auf A",
    ),
    Case(
        "lowered-without-measure",
        but(HIGH_GROSS, ((*RATING, "proven_override"), LOW)),
        but(HIGH_GROSS, ((*RATING, "proven_override"), LOW), PROVEN),
        "Das nachgewiesene Restrisiko",
    ),
    Case(
        "high-risk-without-measure",
        but(HIGH_GROSS, ((*MEASURE, "platform_ids"), ("b",))),
        but(HIGH_GROSS),
        "Ein hohes Risiko hat keine geplante oder umgesetzte Maßnahme (R01 Profilbildung auf A).",
    ),
    Case("baseline-without-reason", but(((*RATING, "baseline_reason"), " "))),
    Case(
        "baseline-missing",
        but(((*RATING, "baseline"), None)),
        but(((*RATING, "baseline"), None), ((*RATING, "gross"), None)),
        "Auf A fehlt bei einem Risiko",
    ),
    Case(
        "rating-of-unknown-risk",
        but(
            (
                ("ratings",),
                (
                    *COMPLETE.ratings,
                    Rating(
                        id="a.R99",
                        platform_id="a",
                        risk_id="R99",
                        applicable=Answer.YES,
                        gross=LOW,
                        reason="x",
                    ),
                ),
            )
        ),
        says="Eine Bewertung zählt nicht mit, weil es das Risiko nicht mehr gibt (R99 auf A).",
    ),
    Case(
        "release-before-consultation",
        but(HIGH_GROSS),
        but(HIGH_GROSS, _consultation(requested_on=PAST)),
    ),
    Case(
        "high-residual-without-acceptance",
        but(HIGH_GROSS),
        but(HIGH_GROSS, ((*RATING, "acceptance_reason"), "Auftrag wiegt mehr")),
        "Das hohe Restrisiko R01 Profilbildung auf A ist",
    ),
    Case(
        "accepted-without-decision",
        but(((*RATING, "acceptance_reason"), "vertretbar"), _outcome(DecisionOutcome.OPEN)),
        but(((*RATING, "acceptance_reason"), "vertretbar")),
        "Für ein Risiko ist begründet",
    ),
)

MEASURES = (
    Case(
        "measure-overdue",
        but(((*MEASURE, "due_on"), YESTERDAY)),
        but(((*MEASURE, "due_on"), TODAY)),
        "Die geplante Maßnahme „Netiquette“ ist seit 20.11.2026 fällig.",
    ),
    Case(
        "measure-overdue",
        but(((*MEASURE, "due_on"), YESTERDAY)),
        but(((*MEASURE, "due_on"), YESTERDAY), ((*MEASURE, "state"), MeasureState.IMPLEMENTED)),
    ),
    Case("evidence-empty", but(PROVEN, _evidence(dated=PAST)), but(PROVEN, _evidence(title="Bild"))),
    Case(
        "evidence-without-date",
        but(PROVEN, _evidence(title="Bild")),
        but(PROVEN, _evidence(title="Bild", dated=PAST)),
    ),
    Case(
        "evidence-without-date",
        but(PROVEN, _evidence(title="Bild")),
        but(((*MEASURE, "state"), MeasureState.IMPLEMENTED), _evidence(title="Bild")),
    ),
    Case(
        "evidence-digest-malformed",
        but(PROVEN, _evidence(title="Bild", dated=PAST, sha256="abc")),
        but(PROVEN, _evidence(title="Bild", dated=PAST, sha256="aF" * 32)),
    ),
    Case(
        "implemented-without-evidence",
        but(((*MEASURE, "state"), MeasureState.IMPLEMENTED)),
        but(((*MEASURE, "state"), MeasureState.IMPLEMENTED), _evidence(title="Bild", dated=PAST)),
        "Eine Maßnahme ist umgesetzt, aber ohne Nachweis, und zählt",
    ),
    Case(
        "evidence-against-state",
        but(((*MEASURE, "state"), MeasureState.REJECTED), _evidence(title="Bild", dated=PAST)),
        but(((*MEASURE, "state"), MeasureState.IMPLEMENTED), _evidence(title="Bild", dated=PAST)),
        "sie ist aber verworfen",
    ),
    Case(
        "documentary-with-effect",
        but(((*MEASURE, "documentary"), True)),
        but(((*MEASURE, "documentary"), True), ((*MEASURE, "likelihood_effect"), 0)),
    ),
    Case(
        "effect-without-description",
        but(((*MEASURE, "description"), "")),
        but(((*MEASURE, "description"), ""), ((*MEASURE, "note"), "weist darauf hin")),
    ),
    Case(
        "measure-without-effect",
        but(((*MEASURE, "likelihood_effect"), 0)),
        but(((*MEASURE, "likelihood_effect"), 0), ((*MEASURE, "state"), MeasureState.REJECTED)),
    ),
    Case(
        "measure-without-target",
        but(((*MEASURE, "risk_ids"), ())),
        but(((*MEASURE, "risk_ids"), ()), ((*MEASURE, "state"), MeasureState.PROPOSED)),
        "dient keinem Risiko.",
    ),
    Case(
        "measure-without-target",
        but(((*MEASURE, "platform_ids"), ("flickr",))),
        but(((*MEASURE, "platform_ids"), ("flickr", "a"))),
        "auf einer erfassten Plattform",
    ),
    Case(
        "proposals-undecided",
        but(((*MEASURE, "state"), MeasureState.PROPOSED)),
        but(((*MEASURE, "state"), MeasureState.PROPOSED), _outcome(DecisionOutcome.OPEN)),
        "Eine Maßnahme ist noch vorgeschlagen, obwohl entschieden ist (Maßnahme „Netiquette“).",
    ),
)

DECISION = (
    Case(
        "decision-without-date",
        but((("decision", "decided_on"), None)),
        but((("decision", "decided_on"), None), _outcome(DecisionOutcome.OPEN)),
    ),
    Case("decision-without-name", but((("decision", "decided_by"), " "))),
    Case(
        "dpo-decides",
        but((("decision", "decided_by"), "dr.  Berg")),
        but((("decision", "decided_by"), "Dr. Bergmann")),
        "berät als Datenschutzbeauftragte",
    ),
    Case(
        "dpo-decides",
        but(_people(("Frau Holm", InvolvementKind.DPO), ("Frau Holm", InvolvementKind.DECISION_MAKER))),
        but(_people(("", InvolvementKind.DPO), ("", InvolvementKind.DECISION_MAKER))),
        "Frau Holm berät",
    ),
    Case(
        "author-decides",
        but(_people(("Frau Ernst", InvolvementKind.AUTHOR), ("Dr. Berg", InvolvementKind.DPO))),
        but(_people(("Frau Ernst", InvolvementKind.CONTRIBUTOR), ("Dr. Berg", InvolvementKind.DPO))),
        "Vier-Augen-Prinzip",
    ),
    Case(
        "conditions-with-plain-release",
        but(_conditions()),
        but(_conditions(), _outcome(DecisionOutcome.RELEASE_WITH_CONDITIONS)),
    ),
    Case(
        "dpo-conditions-dropped",
        but((("dpo_advice", "vote"), DpoVote.APPROVAL_WITH_CONDITIONS)),
        but(
            (("dpo_advice", "vote"), DpoVote.APPROVAL_WITH_CONDITIONS),
            (("dpo_advice", "deviation_reason"), "schon erfüllt"),
        ),
    ),
    Case(
        "condition-incomplete",
        but(_conditions(owner=" ")),
        but(_conditions(owner=" ", closed_on=PAST)),
        "Die Auflage „Vertrag nachreichen“",
    ),
    Case("condition-incomplete", but(_conditions(due_on=None)), but(_conditions())),
    Case(
        "rejected-but-in-use",
        but(_outcome(DecisionOutcome.REJECTION)),
        but(
            _outcome(DecisionOutcome.REJECTION),
            (("channels", "ka", "state"), ChannelState.RETIRED),
            (("channels", "kb", "state"), ChannelState.PLANNED),
        ),
        "2 Kanäle sind aber noch in Betrieb",
    ),
    Case(
        "referral-without-request",
        but(_outcome(DecisionOutcome.REFERRAL)),
        but(_outcome(DecisionOutcome.REFERRAL), _consultation(requested_on=PAST)),
    ),
)

RELEASE = (
    Case(
        "release-blocked",
        but((("review", "due_on"), None)),
        says="Vor der Freigabe ist noch ein Fehler zu beheben.",
    ),
    Case(
        "release-blocked",
        but((("review", "due_on"), None), (("purposes",), ())),
        says="Vor der Freigabe sind noch 2 Fehler zu beheben.",
    ),
    Case(
        "release-despite-errors",
        but((("review", "due_on"), None), *RELEASED),
        but(*RELEASED),
        "dabei ist noch ein Fehler zu beheben",
    ),
)

DATES = (
    Case(
        "date-in-future",
        but((("decision", "decided_on"), DAY)),
        but((("decision", "decided_on"), TODAY)),
        "Das Datum liegt in der Zukunft: 04.05.2027 (Entscheidung).",
    ),
    Case("date-in-future", but(PROVEN, _evidence(title="Bild", dated=DAY)), says="(Nachweis)"),
    Case(
        "dpo-advice-incomplete",
        but((("dpo_advice", "given_by"), "")),
        but((("dpo_advice", "given_by"), ""), (("dpo_advice", "vote"), DpoVote.OPEN)),
    ),
    Case("dpo-advice-incomplete", but((("dpo_advice", "statement_on"), None))),
    Case(
        "dpo-advice-before-request",
        but((("dpo_advice", "requested_on"), TODAY)),
        but((("dpo_advice", "requested_on"), None)),
        "Die Stellungnahme vom 04.05.2026 liegt vor der Anfrage vom 21.11.2026.",
    ),
    Case(
        "decision-before-advice",
        but((("decision", "decided_on"), date(2026, 5, 3))),
        but((("decision", "decided_on"), PAST)),
        "Entschieden ist am 03.05.2026",
    ),
    Case(
        "condition-overdue",
        but(_conditions(due_on=YESTERDAY)),
        but(_conditions(due_on=YESTERDAY, closed_on=TODAY)),
        "ist seit 20.11.2026 fällig",
    ),
    Case("condition-overdue", but(_conditions(due_on=YESTERDAY)), but(_conditions(due_on=TODAY))),
    Case(
        "review-overdue",
        but((("review", "due_on"), YESTERDAY)),
        but((("review", "due_on"), TODAY)),
        "Die Überprüfung war am 20.11.2026 fällig.",
    ),
    Case(
        "review-too-late",
        but((("review", "due_on"), date(2027, 11, 22))),
        but((("review", "due_on"), date(2027, 11, 21))),
    ),
    Case(
        "review-triggers-missing",
        but((("review", "triggers"), ())),
        but((("review", "triggers"), ()), (("review", "other_triggers"), "neue Funktion")),
    ),
)

CASES = (*RISKS, *MEASURES, *DECISION, *RELEASE, *DATES)
