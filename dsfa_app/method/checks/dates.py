"""Checks on dates: what is overdue, what is out of order, what cannot have happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import DpoVote
from dsfa_app.method.checks.order import records
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dsfa_app.method.findings import Check, Judged

_PAST = (
    (("occasion",), "processing_start_actual", Topic.OCCASION, "tatsächlicher Beginn der Verarbeitung"),
    (("platforms", "*"), "legal_position_on", Topic.CHANNELS, "Stand der Rechtslage"),
    (("channels", "*"), "notice_checked_on", Topic.CHANNELS, "Prüfung einer Datenschutzerklärung"),
    (("joint_arrangements", "*"), "version_on", Topic.RESPONSIBILITIES, "Fassung einer Vereinbarung"),
    (("processors", "*"), "contract_on", Topic.RESPONSIBILITIES, "Vertrag zur Auftragsverarbeitung"),
    (("measures", "*", "evidence", "*"), "dated", Topic.MEASURES, "Nachweis"),
    (("dpo_advice",), "requested_on", Topic.CONSULTATION, "Anfrage an die oder den Datenschutzbeauftragten"),
    (
        ("dpo_advice",),
        "statement_on",
        Topic.CONSULTATION,
        "Stellungnahme der oder des Datenschutzbeauftragten",
    ),
    (("decision",), "decided_on", Topic.DECISION, "Entscheidung"),
    (("channels", "*", "settings", "*"), "checked_on", Topic.CHANNELS, "Prüfung einer Einstellung"),
    (("approvals", "*"), "given_on", Topic.DECISION, "Erklärung"),
    (("former_versions", "*"), "released_on", Topic.DECISION, "Freigabe einer früheren Fassung"),
    (("clock_stops", "*"), "asked_on", Topic.DECISION, "Nachfrage der Aufsichtsbehörde"),
    (("clock_stops", "*"), "provided_on", Topic.DECISION, "Auskunft an die Aufsichtsbehörde"),
    (("consultation",), "received_on", Topic.DECISION, "Eingang bei der Aufsichtsbehörde"),
    (("consultation",), "extension_notified_on", Topic.DECISION, "Mitteilung der Verlängerung"),
    (("conditions", "*"), "closed_on", Topic.DECISION, "Erledigung einer Auflage"),
    (("consultation",), "requested_on", Topic.DECISION, "Anfrage an die Aufsichtsbehörde"),
    (("consultation",), "replied_on", Topic.DECISION, "Antwort der Aufsichtsbehörde"),
    (("review_events", "*"), "occurred_on", Topic.REVIEW, "Anlass zur Überprüfung"),
    (("review_events", "*"), "checked_on", Topic.REVIEW, "Beurteilung eines Anlasses"),
    (("former_versions", "*"), "released_on", Topic.VERSIONS, "Freigabe einer früheren Fassung"),
    (("evaluations", "*"), "evaluated_on", Topic.REVIEW, "jährliche Evaluation"),
    (("clock_stops", "*"), "asked_on", Topic.DECISION, "Nachfrage der Aufsichtsbehörde"),
    (("clock_stops", "*"), "provided_on", Topic.DECISION, "Antwort auf eine Nachfrage"),
)
"""Dates of what has happened: where they stand (``*``: every record), page, and how people call them."""


def the_past_is_past(judged: Judged) -> Iterator[Finding]:
    """What is recorded as done cannot lie in the future."""
    for steps, field, topic, what in _PAST:
        for record, path in records(judged.assessment, steps):
            day: date | None = getattr(record, field)
            if day is not None and day > judged.today:
                yield Finding(
                    check="date-in-future",
                    severity=Severity.WARNING,
                    sentence=f"Das Datum liegt in der Zukunft: {day:%d.%m.%Y} ({what}).",
                    norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                    topic=topic,
                    path=(*path, field),
                )


def advice_comes_before_the_decision(judged: Judged) -> Iterator[Finding]:
    """First the request, then the advice, then the decision."""
    advice, decision = judged.assessment.dpo_advice, judged.assessment.decision
    if advice.vote is not DpoVote.OPEN and (advice.statement_on is None or not advice.given_by.strip()):
        yield Finding(
            check="dpo-advice-incomplete",
            severity=Severity.ERROR,
            sentence="Zum Votum der oder des Datenschutzbeauftragten fehlt das Datum oder der Name.",
            norm="Art. 35 Abs. 2 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "given_by" if advice.statement_on else "statement_on"),
            gap=True,
        )
    if advice.vote is not DpoVote.OPEN and advice.requested_on is None:
        yield Finding(
            check="dpo-request-missing",
            severity=Severity.ERROR,
            sentence="Wann die oder der Datenschutzbeauftragte um Rat gefragt wurde, fehlt.",
            norm="Art.\u00a035 Abs.\u00a02 und Art.\u00a038 Abs.\u00a01 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "requested_on"),
            gap=True,
        )
    if advice.statement_on is None:
        return
    if advice.requested_on is not None and advice.statement_on < advice.requested_on:
        yield Finding(
            check="dpo-advice-before-request",
            severity=Severity.WARNING,
            sentence=f"Die Stellungnahme vom {advice.statement_on:%d.%m.%Y} liegt vor der Anfrage vom "
            f"{advice.requested_on:%d.%m.%Y}.",
            norm="Art. 35 Abs. 2 DSGVO",
            topic=Topic.CONSULTATION,
            path=("dpo_advice", "statement_on"),
        )
    if decision.decided_on is not None and decision.decided_on < advice.statement_on:
        yield Finding(
            check="decision-before-advice",
            severity=Severity.ERROR,
            sentence=f"Entschieden ist am {decision.decided_on:%d.%m.%Y}, der Rat der oder des "
            f"Datenschutzbeauftragten kam erst am {advice.statement_on:%d.%m.%Y}.",
            norm="Art. 35 Abs. 2 DSGVO",
            topic=Topic.DECISION,
            path=("decision", "decided_on"),
        )


def conditions_are_met_in_time(judged: Judged) -> Iterator[Finding]:
    """A condition is met by its date."""
    for condition in judged.assessment.conditions:
        due = condition.due_on
        if condition.closed_on is None and due is not None and due < judged.today:
            yield Finding(
                check="condition-overdue",
                severity=Severity.WARNING,
                sentence=f"Die Auflage „{condition.text.strip() or 'ohne Text'}“ ist seit {due:%d.%m.%Y} "
                "fällig und nicht erledigt.",
                norm="Art. 35 Abs. 7 Buchst. d und Abs. 11 DSGVO",
                topic=Topic.DECISION,
                path=("conditions", condition.id, "closed_on"),
            )


CHECKS: tuple[Check, ...] = (
    the_past_is_past,
    advice_comes_before_the_decision,
    conditions_are_met_in_time,
)
