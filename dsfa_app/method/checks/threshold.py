"""Checks on the threshold analysis (Art. 35(1), (3)-(5), (10) GDPR; WP 248 rev.01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.threshold import EXCLUSIONS, RuleGroup, ThresholdOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged

VULNERABLE_RULE = "wp248-c7"
"""WP 248, criterion 7: data concerning vulnerable data subjects."""


def threshold_is_decided(judged: Judged) -> Iterator[Finding]:
    """Unknown answers leave the threshold analysis incomplete; „not required“ needs its own reason."""
    if judged.threshold.outcome is ThresholdOutcome.INCOMPLETE:
        open_rules = judged.threshold.open_rules
        whose = "für die eigene Stelle" if open_rules else "für die Plattformbetreiber"
        count = open_rules or judged.threshold.open_at_operator
        what = f"{count} Fragen sind" if count > 1 else "Eine Frage ist"
        yield Finding(
            check="threshold-incomplete",
            severity=Severity.ERROR,
            sentence=f"Die Schwellwertanalyse ist unvollständig: {what} {whose} noch unbeantwortet.",
            norm="Art. 35 Abs. 1 und 3 DSGVO",
            topic=Topic.THRESHOLD,
            gap=True,
        )
    analysis = judged.assessment.threshold
    not_required = judged.threshold.outcome is ThresholdOutcome.NOT_REQUIRED
    if not_required and not analysis.not_required_reason.strip():
        yield Finding(
            check="not-required-without-reason",
            severity=Severity.ERROR,
            sentence="Das Ergebnis „DSFA nicht erforderlich“ braucht eine eigene schriftliche Begründung.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold", "not_required_reason"),
            gap=True,
        )


_CAPTURED = frozenset({RuleGroup.STATUTORY_CASE, RuleGroup.AUTHORITY_LIST, RuleGroup.EXEMPTION})
"""Questions of Art. 35(3), (4) and (10) GDPR: each is answered, whatever the others lead to."""


def statutory_questions_are_answered(judged: Judged) -> Iterator[Finding]:
    """The outcome can be certain early; the law's questions are answered all the same, or it says why."""
    if judged.threshold.outcome is ThresholdOutcome.INCOMPLETE:
        return  # that is said already
    unanswered = [
        item
        for item in judged.threshold.rules
        if item.group in _CAPTURED
        and item.answer.at_controller is Answer.UNKNOWN
        and not item.answer.reason.strip()
    ]
    if unanswered:
        what = counted(len(unanswered), "Eine Frage des Gesetzes oder", "Fragen des Gesetzes und")
        yield Finding(
            check="threshold-questions-open",
            severity=Severity.ERROR,
            sentence=f"{what} der Liste der Aufsichtsbehörden {'ist' if len(unanswered) == 1 else 'sind'} "
            "für die eigene Stelle weder beantwortet noch erläutert.",
            norm="Art.\u00a035 Abs.\u00a03, 4 und 10 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold_answers", unanswered[0].rule_id, "at_controller"),
            gap=True,
        )


def waiver_is_on_file(judged: Judged) -> Iterator[Finding]:
    """„Not required“ goes on file with a note of the data protection officer."""
    not_required = judged.threshold.outcome is ThresholdOutcome.NOT_REQUIRED
    if not_required and not judged.assessment.threshold.dpo_note.strip():
        yield Finding(
            check="not-required-without-dpo-note",
            severity=Severity.WARNING,
            sentence="Zum Ergebnis „DSFA nicht erforderlich“ fehlt der Vermerk der oder des "
            "Datenschutzbeauftragten.",
            norm="Art. 39 Abs. 1 Buchst. a und c DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold", "dpo_note"),
            gap=True,
        )


def answers_have_a_reason(judged: Judged) -> Iterator[Finding]:
    """A hit says why; one finding for all of them."""
    unargued = [
        answer
        for answer in judged.assessment.threshold_answers
        if Answer.YES in (answer.at_controller, answer.at_operator) and not answer.reason.strip()
    ]
    if unargued:
        what = counted(len(unargued), "eine Frage", "Fragen")
        yield Finding(
            check="threshold-yes-without-reason",
            severity=Severity.ERROR,
            sentence=f"Für {what} der Schwellwertanalyse ist „ja“ angegeben, aber nicht begründet.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold_answers", unargued[0].id, "reason"),
            gap=True,
        )


def exemption_is_argued(judged: Judged) -> Iterator[Finding]:
    """An exemption needs its reason, and a second look where the rules would oblige the body."""
    used = [
        item
        for item in judged.threshold.rules
        if item.group in EXCLUSIONS and item.answer.at_controller is Answer.YES
    ]
    for item in used:
        name = "Ausnahme" if item.group is RuleGroup.EXEMPTION else "Negativliste der Aufsicht"
        norm = "Art. 35 Abs. 10 DSGVO" if item.group is RuleGroup.EXEMPTION else "Art. 35 Abs. 5 DSGVO"
        if not item.answer.reason.strip():
            yield Finding(
                check="exemption-without-reason",
                severity=Severity.ERROR,
                sentence=f"Warum die {name} greift, ist nicht begründet.",
                norm=norm,
                topic=Topic.THRESHOLD,
                path=("threshold_answers", item.rule_id, "reason"),
                gap=True,
            )
        hits = sum(rule.decides for rule in judged.threshold.rules)
        if hits:
            what = counted(hits, "eine Antwort spricht", "Antworten sprechen")
            yield Finding(
                check="exemption-against-hits",
                severity=Severity.WARNING,
                sentence=f"Die {name} ist bejaht, {what} aber für eine Pflicht zur DSFA; "
                "sie muss genau diesen Vorgang erfassen.",
                norm=norm,
                topic=Topic.THRESHOLD,
                path=("threshold_answers", item.rule_id, "at_controller"),
            )


def vulnerable_persons_are_counted(judged: Judged) -> Iterator[Finding]:
    """Who describes vulnerable persons cannot deny the criterion about them."""
    assessment = judged.assessment
    denied = any(
        answer.id == VULNERABLE_RULE and answer.at_controller is Answer.NO
        for answer in assessment.threshold_answers
    )
    described = [group.name for group in assessment.data_subjects if group.vulnerable]
    minors = any(use.minors_addressed is Answer.YES for use in assessment.platforms)
    if denied and (described or minors):
        who = described[0] if described and described[0].strip() else "Minderjährige"
        yield Finding(
            check="vulnerable-against-threshold",
            severity=Severity.WARNING,
            sentence=f"Schutzbedürftige Personen sind beschrieben ({who}), in der Schwellwertanalyse ist das "
            "Kriterium dazu aber verneint.",
            norm="Art. 35 Abs. 1 und Erwägungsgrund 75 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold_answers", VULNERABLE_RULE, "at_controller"),
        )


def heavy_criterion_is_argued(judged: Judged) -> Iterator[Finding]:
    """A single criterion suffices only where it applies to the body and somebody says why (WP 248)."""
    criteria = {item.rule_id for item in judged.threshold.rules if item.group is RuleGroup.CRITERION}
    for answer in judged.assessment.threshold_answers:
        if not answer.heavy:
            continue
        if answer.id not in criteria or answer.at_controller is not Answer.YES:
            yield Finding(
                check="heavy-without-hit",
                severity=Severity.WARNING,
                sentence="Ein Kriterium ist als allein schwer genug angekreuzt, trifft bei der Stelle aber "
                "nicht zu; das Kreuz bewirkt nichts.",
                norm="Art. 35 Abs. 1 DSGVO",
                topic=Topic.THRESHOLD,
                path=("threshold_answers", answer.id, "heavy"),
            )
        elif not answer.reason.strip():
            yield Finding(
                check="heavy-without-reason",
                severity=Severity.ERROR,
                sentence="Ein Kriterium soll allein für die Pflicht zur DSFA genügen; warum, ist nicht "
                "begründet.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.THRESHOLD,
                path=("threshold_answers", answer.id, "reason"),
                gap=True,
            )


def waiver_fits_the_outcome(judged: Judged) -> Iterator[Finding]:
    """A reason against the assessment contradicts answers that make it mandatory."""
    required = judged.threshold.outcome is ThresholdOutcome.REQUIRED
    if required and judged.assessment.threshold.not_required_reason.strip():
        hits = sum(rule.decides for rule in judged.threshold.rules)
        what = counted(hits, "eine Antwort macht", "Antworten machen")
        yield Finding(
            check="waiver-against-outcome",
            severity=Severity.ERROR,
            sentence=f"Es ist begründet, warum keine DSFA erforderlich sei, {what} sie aber zur Pflicht. "
            "Bitte die Begründung streichen oder die Antworten prüfen.",
            norm="Art. 35 Abs. 1 und Art. 5 Abs. 2 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold", "not_required_reason"),
        )


def answers_agree(judged: Judged) -> Iterator[Finding]:
    """What contains a criterion by its own words cannot apply while the criterion is denied."""
    for item in judged.threshold.contradictions:
        whose = "bei der Stelle" if item.side == "at_controller" else "beim Betreiber"
        yield Finding(
            check="answers-contradict",
            severity=Severity.WARNING,
            sentence=f"„{item.rule_title}“ ist {whose} bejaht, das darin enthaltene Kriterium "
            f"„{item.criterion_title}“ aber verneint.",
            norm="Art. 35 Abs. 1 und 3 DSGVO",
            topic=Topic.THRESHOLD,
            path=("threshold_answers", item.criterion_id, item.side),
        )


CHECKS: tuple[Check, ...] = (
    threshold_is_decided,
    heavy_criterion_is_argued,
    waiver_fits_the_outcome,
    answers_agree,
    statutory_questions_are_answered,
    waiver_is_on_file,
    answers_have_a_reason,
    exemption_is_argued,
    vulnerable_persons_are_counted,
)
