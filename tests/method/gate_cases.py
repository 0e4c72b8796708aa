"""Cases of the checks on statutory gates, on the order of dates, on comments and on lost ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import COMPLETE, DAY, PAST, but
from method.judging import TODAY, answers

from dsfa_app.domain.comment import Comment, Reply
from dsfa_app.domain.outcome import ClockStop, PriorConsultation
from dsfa_app.domain.processing import SystemUse
from dsfa_app.domain.responsibility import JointArrangement, Processor, Transfer
from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    AssessmentState,
    DecisionOutcome,
    RoleOfController,
    TransferMechanism,
)

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path

LATER = TODAY + timedelta(days=1)
_JOINT = (("roles", "a-insights", "role"), RoleOfController.JOINT)
_PROCESSOR = Processor(id="p", name="Agentur", sub_processors="keine", contract=ArrangementState.NOT_REQUIRED)
_TRANSFER = Transfer(id="t", platform_id="a", recipient="Mutterkonzern", country="USA", note="bleibt offen")
_COMMENT = Comment(id="c", place="occasion.reason", text="Warum?", author="Anna Amt", written_on=PAST)
_SETTLED = replace(_COMMENT, resolved_by="Anna Amt", resolved_on=TODAY)


def _with(path: str, *records: Any) -> tuple[Path, Any]:
    return (path,), records


def _transfer(**values: Any) -> Assessment:
    return but(_with("transfers", replace(_TRANSFER, **values)))


def _arrangement(state: ArrangementState) -> Assessment:
    return but(_JOINT, _with("joint_arrangements", JointArrangement(id="j", platform_id="a", state=state)))


def _commented(*comments: Comment, **values: Any) -> Assessment:
    return replace(COMPLETE, comments=comments, **values)


def _undecided(*comments: Comment) -> Assessment:
    return replace(_commented(*comments), decision=replace(COMPLETE.decision, outcome=DecisionOutcome.OPEN))


def _unanswered(**unknown: Answer) -> tuple[Path, Any]:
    known = {"view": Answer.YES, "house": Answer.YES, **unknown}
    return ("threshold_answers",), tuple(
        replace(answer, reason="" if answer.at_controller is Answer.UNKNOWN else "öffentliche Stelle")
        for answer in answers(known)
    )


GATES = (
    Case("technology-missing", but((("processing", "technology"), " "))),
    Case(
        "record-of-processing-missing",
        but((("documents",), ())),
        but((("documents", "v", "title"), "Eintrag 12 im VVT")),
    ),
    Case(
        "live-without-start",
        but((("occasion", "processing_start_actual"), None), (("occasion", "processing_start_planned"), DAY)),
        says="2 Kanäle sind schon in Betrieb (zuerst: Kanal a)",
    ),
    Case("dpo-request-missing", but((("dpo_advice", "requested_on"), None))),
    Case(
        "threshold-questions-open",
        but(_unanswered(case=Answer.UNKNOWN)),
        but(_unanswered(c1=Answer.UNKNOWN)),
        "Eine Frage des Gesetzes oder der Liste der Aufsichtsbehörden ist",
    ),
    Case(
        "threshold-questions-open",
        but(_unanswered(case=Answer.UNKNOWN, profiles=Answer.UNKNOWN)),
        says="2 Fragen des Gesetzes und der Liste der Aufsichtsbehörden sind",
    ),
    Case("views-without-method", but((("views", "method"), ""))),
    Case(
        "joint-arrangement-denied",
        _arrangement(ArrangementState.ABSENT),
        _arrangement(ArrangementState.UNKNOWN),
    ),
    Case(
        "processor-without-sub-processors",
        but(_with("processors", replace(_PROCESSOR, sub_processors=" "))),
        but(_with("processors", _PROCESSOR)),
        "fehlt (Agentur)",
    ),
    Case(
        "transfer-unfounded",
        _transfer(mechanism=TransferMechanism.NONE),
        _transfer(mechanism=TransferMechanism.DPF),
        "Eine Übermittlung (A; Land: USA) stützt",
    ),
    Case("transfer-incomplete", _transfer(country=""), _transfer(), "fehlt das Land"),
    Case("transfer-incomplete", _transfer(recipient=" "), says="fehlt der Empfänger"),
    Case(
        "transfer-gap-unargued",
        _transfer(mechanism=TransferMechanism.NONE, note=""),
        _transfer(mechanism=TransferMechanism.NONE),
    ),
)

ORDER = (
    Case(
        "dates-out-of-order",
        but((("consultation",), PriorConsultation(requested_on=TODAY, received_on=PAST))),
        but((("consultation",), PriorConsultation(requested_on=PAST, received_on=TODAY))),
        "liegt vor der Anfrage (04.05.2026 vor 21.11.2026)",
    ),
    Case(
        "dates-out-of-order",
        but(_with("clock_stops", ClockStop(id="s", asked_on=TODAY, provided_on=PAST))),
        but(_with("clock_stops", ClockStop(id="s", asked_on=TODAY))),
        "vor ihrer Nachfrage",
    ),
    Case(
        "review-before-decision",
        but((("review", "due_on"), TODAY - timedelta(days=1))),
        but((("review", "due_on"), TODAY)),
        "liegt vor der Entscheidung (21.11.2026)",
    ),
)

COMMENTS = (
    Case(
        "comments-open-at-decision",
        _commented(_COMMENT),
        _undecided(_COMMENT),
        "Ein Kommentar ist noch offen",
    ),
    Case(
        "comments-open-at-decision", _commented(_COMMENT, replace(_COMMENT, id="d")), says="2 Kommentare sind"
    ),
    Case(
        "comments-open-at-decision",
        replace(_undecided(_COMMENT), state=AssessmentState.RELEASED),
        _commented(_SETTLED),
    ),
    Case(
        "comment-without-author", _commented(replace(_SETTLED, author=" ")), _commented(_SETTLED), "„Warum?“"
    ),
    Case(
        "comment-without-author",
        _commented(replace(_SETTLED, replies=(Reply(id="r", text="Darum."),))),
        _commented(replace(_SETTLED, replies=(Reply(id="r", text="Darum.", author="Dora"),))),
    ),
    Case(
        "comment-resolved-without-date",
        _commented(replace(_COMMENT, resolved_by="Anna Amt")),
        _commented(_SETTLED),
    ),
    Case("comment-resolved-by-nobody", _commented(replace(_SETTLED, resolved_by="")), _commented(_SETTLED)),
    Case(
        "comment-dates-impossible",
        _commented(replace(_SETTLED, resolved_on=PAST - timedelta(days=1))),
        _commented(_SETTLED),
    ),
    Case(
        "comment-dates-impossible", _commented(replace(_COMMENT, text="x" * 80, written_on=LATER)), says="x…“"
    ),
)

LOST_IDS = (
    Case(
        "id-not-in-catalogue",
        but(_with("systems", SystemUse(id="s", catalogue_id="weg"))),
        but(_with("systems", SystemUse(id="s", catalogue_id="crm"))),
        "Ein System mit der Kennung weg ist nicht",
    ),
    Case("id-not-in-catalogue", but((("review", "triggers"), ("gibtesnicht",))), says="Ein Anlass"),
    Case("id-not-in-catalogue", but((("measures", "m", "catalogue_id"), "M999")), says="Eine Maßnahme"),
    Case(
        "id-not-in-catalogue",
        replace(
            COMPLETE,
            threshold_answers=(
                *COMPLETE.threshold_answers,
                replace(COMPLETE.threshold_answers[0], id="alte-frage"),
            ),
        ),
        says="Eine Frage mit der Kennung alte-frage",
    ),
)

CASES = (*GATES, *ORDER, *COMMENTS, *LOST_IDS)
