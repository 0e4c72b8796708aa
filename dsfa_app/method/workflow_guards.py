"""What an action of the workflow needs, one small function each; a sentence says what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.vocabulary import (
    ApprovalKind,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    InvolvementKind,
    ReviewOutcome,
    ViewsSought,
)
from dsfa_app.method.approvals import latest
from dsfa_app.method.checks.release import RELEASES, blocking_errors
from dsfa_app.method.checks.wording import counted, same_person
from dsfa_app.method.deadlines import reply_deadline
from dsfa_app.method.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.review import ReviewEvent


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Everything a guard looks at."""

    assessment: Assessment
    person: ActingPerson
    """Who wants to act."""
    today: date
    findings: tuple[Finding, ...] = ()
    has_high_risk: bool = False
    """Whether a risk stays high after the planned measures (Art. 36(1) GDPR)."""
    stale: frozenset[str] = frozenset()
    """Ids of approvals whose content has changed since."""
    editors: frozenset[str] = frozenset()
    """Names of everybody who edited the content since the last release."""

    def holds(self, kind: ApprovalKind) -> bool:
        """Tell whether an approval of this kind was given and is about the present content."""
        given = latest(self.assessment, kind)
        return given is not None and given.id not in self.stale


def something_is_described(situation: Situation) -> Iterator[str]:
    """There is something to look at."""
    assessment = situation.assessment
    if not assessment.platforms:
        yield "Es ist noch keine Plattform ausgewählt."
    if not assessment.controller.name.strip():
        yield "Die verantwortliche Stelle ist noch nicht genannt."


def measures_are_named(situation: Situation) -> Iterator[str]:
    """There are measures to sign."""
    if not situation.assessment.measures:
        yield "Es ist noch keine Maßnahme erfasst."


def advice_is_written(situation: Situation) -> Iterator[str]:
    """A vote and a statement are there."""
    advice = situation.assessment.dpo_advice
    if advice.vote is DpoVote.OPEN:
        yield "Das Votum der oder des Datenschutzbeauftragten ist noch offen."
    if not advice.statement.strip():
        yield "Der Text der Stellungnahme fehlt noch."


def statement_holds(situation: Situation) -> Iterator[str]:
    """The officer's statement is about the present content."""
    given = latest(situation.assessment, ApprovalKind.DPO_STATEMENT)
    if given is None:
        yield "Die DSB-Stellungnahme fehlt noch."
    elif given.id in situation.stale:
        yield "Die DSB-Stellungnahme gilt einem früheren Inhalt und ist zu erneuern."


def decision_holds(situation: Situation) -> Iterator[str]:
    """The decision is about the present content, advice and views."""
    given = latest(situation.assessment, ApprovalKind.DECISION)
    if given is None:
        yield "Die Entscheidung ist noch nicht erklärt."
    elif given.id in situation.stale:
        yield "Die Entscheidung gilt einem früheren Inhalt und ist zu erneuern."


def release_holds(situation: Situation) -> Iterator[str]:
    """The release is about the present content."""
    given = latest(situation.assessment, ApprovalKind.RELEASE)
    if given is not None and given.id in situation.stale:
        yield "Der Inhalt hat sich seit der Freigabe geändert; nötig ist eine neue Fassung."


def needs_consultation(situation: Situation) -> bool:
    """Tell whether the authority has to be asked before a release and was not yet."""
    assessment = situation.assessment
    wanted = situation.has_high_risk or assessment.decision.outcome is DecisionOutcome.REFERRAL
    return wanted and assessment.consultation.requested_on is None


def consultation_has_a_ground(situation: Situation) -> Iterator[str]:
    """It says why the authority is asked."""
    if not situation.assessment.consultation.ground.strip():
        yield "Der Grund der Konsultation fehlt noch."


def authority_has_answered(situation: Situation) -> Iterator[str]:
    """There is an answer, or the authority's time is over."""
    consultation = situation.assessment.consultation
    if consultation.replied_on is not None and consultation.authority_reply.strip():
        return
    deadline = reply_deadline(consultation, situation.assessment.clock_stops, situation.today)
    if deadline is None:
        yield "Der Tag, an dem die Aufsichtsbehörde befragt wurde, fehlt."
    elif deadline.ends_on is None:
        yield "Die Aufsichtsbehörde wartet noch auf Angaben; ihre Frist läuft so lange nicht."
    elif deadline.ends_on >= situation.today:
        yield (
            f"Die Antwort der Aufsichtsbehörde fehlt, und ihre Frist läuft bis {deadline.ends_on:%d.%m.%Y}."
        )


def _high_risks_accepted(situation: Situation) -> Iterator[str]:
    found = {"high-residual-without-acceptance"} & {item.check for item in situation.findings}
    if found:
        yield "Für ein hohes Restrisiko fehlt die Begründung, warum es hingenommen wird."


def decision_is_reasoned(situation: Situation) -> Iterator[str]:
    """An outcome is chosen and reasoned, with conditions, deviation and acceptance where they belong."""
    assessment = situation.assessment
    decision, advice = assessment.decision, assessment.dpo_advice
    if decision.outcome is DecisionOutcome.OPEN:
        yield "Das Ergebnis der Entscheidung ist noch offen."
        return
    if not decision.reason.strip():
        yield "Die Begründung der Entscheidung fehlt."
    if decision.outcome is DecisionOutcome.RELEASE_WITH_CONDITIONS and not assessment.conditions:
        yield "Die Freigabe soll mit Auflagen ergehen, es ist aber keine Auflage genannt."
    if decision.outcome in RELEASES:
        yield from _high_risks_accepted(situation)
        drops_conditions = (
            decision.outcome is DecisionOutcome.RELEASE and advice.vote is DpoVote.APPROVAL_WITH_CONDITIONS
        )
        deviates = advice.vote is DpoVote.OBJECTION or drops_conditions
        if deviates and not advice.deviation_reason.strip():
            yield "Die Entscheidung weicht vom Rat der oder des DSB ab; die Begründung dafür fehlt."


def views_are_settled(situation: Situation) -> Iterator[str]:
    """The views of data subjects are sought, or it says why not."""
    assessment = situation.assessment
    if assessment.decision.outcome is DecisionOutcome.NO_ASSESSMENT_REQUIRED:
        return
    views = assessment.views
    if views.sought is ViewsSought.OPEN:
        yield "Es ist noch offen, ob der Standpunkt der Betroffenen eingeholt wird."
    elif views.sought is ViewsSought.SOUGHT and not views.result.strip():
        yield "Was die Betroffenen gesagt haben, fehlt."
    elif views.sought is ViewsSought.NOT_SOUGHT and not views.reason_not_sought.strip():
        yield "Warum der Standpunkt der Betroffenen nicht eingeholt wurde, fehlt."


def consultation_came_first(situation: Situation) -> Iterator[str]:
    """Where the risk stays high the authority is asked before a release, and its time is awaited."""
    assessment = situation.assessment
    if assessment.decision.outcome not in RELEASES:
        return
    if situation.has_high_risk and assessment.consultation.requested_on is None:
        yield (
            "Das Restrisiko bleibt hoch: Vor einer Freigabe ist die Aufsichtsbehörde zu befragen "
            "(Art.\u00a036 Abs.\u00a01 DSGVO)."
        )
    elif assessment.consultation.requested_on is not None:
        yield from authority_has_answered(situation)


def officer_stays_out(situation: Situation) -> Iterator[str]:
    """Whoever advises as data protection officer neither decides nor releases, in whatever role."""
    assessment, name = situation.assessment, situation.person.name
    advisers = [
        assessment.dpo_advice.given_by,
        *(item.person for item in assessment.approvals if item.kind is ApprovalKind.DPO_STATEMENT),
        *(item.name for item in assessment.participants if item.involvement is InvolvementKind.DPO),
    ]
    if any(same_person(name, other) for other in advisers):
        yield (
            f"{name} berät in dieser DSFA als Datenschutzbeauftragte oder Datenschutzbeauftragter und kann "
            "nicht entscheiden oder freigeben (Art.\u00a038 Abs.\u00a06 DSGVO)."
        )


def decision_allows_release(situation: Situation) -> Iterator[str]:
    """The decision was for a release, or that no assessment is required."""
    outcome = situation.assessment.decision.outcome
    if outcome not in RELEASES | {DecisionOutcome.NO_ASSESSMENT_REQUIRED}:
        yield "Die Entscheidung lautet nicht auf Freigabe."


def four_eyes(situation: Situation) -> Iterator[str]:
    """Nobody releases what they edited."""
    name = situation.person.name
    submitters = {
        item.person for item in situation.assessment.approvals if item.kind is ApprovalKind.SUBMISSION
    }
    authors = {
        item.name for item in situation.assessment.participants if item.involvement is InvolvementKind.AUTHOR
    }
    if any(same_person(name, other) for other in situation.editors | submitters | authors):
        yield (
            f"{name} hat diese Fassung bearbeitet oder vorgelegt; freigeben muss eine andere Person "
            "(Vier-Augen-Prinzip)."
        )


def no_errors_left(situation: Situation) -> Iterator[str]:
    """The plausibility checks found no error."""
    errors = len(blocking_errors(situation.assessment, situation.findings))
    if errors:
        yield f"Die Prüfung nennt noch {counted(errors, 'einen Fehler', 'Fehler')}; siehe „Befunde“ je Seite."


def _events(situation: Situation) -> tuple[ReviewEvent, ...]:
    """Return the events since the release; earlier ones led to the version that was released."""
    given = latest(situation.assessment, ApprovalKind.RELEASE)
    released_on = given.given_on if given is not None else None
    return tuple(
        item
        for item in situation.assessment.review_events
        if item.occurred_on is None or released_on is None or item.occurred_on >= released_on
    )


def review_is_due(situation: Situation) -> Iterator[str]:
    """The date has come, or something happened."""
    due = situation.assessment.review.due_on
    events = any(item.outcome is ReviewOutcome.OPEN for item in _events(situation))
    if (due is None or due > situation.today) and not events:
        when = f"erst am {due:%d.%m.%Y} fällig" if due else "ohne Termin"
        yield f"Die Überprüfung ist {when}, und es ist kein Anlass offen."


def review_is_done(situation: Situation) -> Iterator[str]:
    """Every event was looked at without a need for change, and the next date is set."""
    events = _events(situation)
    if any(item.outcome is ReviewOutcome.OPEN for item in events):
        yield "Zu einem Anlass ist noch offen, was aus ihm folgt."
    if any(item.outcome is ReviewOutcome.REVISION for item in events):
        yield "Ein Anlass verlangt die Fortschreibung; nötig ist eine neue Fassung."
    due = situation.assessment.review.due_on
    if due is None or due <= situation.today:
        yield "Der Termin der nächsten Überprüfung liegt noch nicht in der Zukunft."


def channels_are_retired(situation: Situation) -> Iterator[str]:
    """No channel is in use any more."""
    channels = situation.assessment.channels
    left = [item for item in channels if item.state is not ChannelState.RETIRED]
    if left:
        what = counted(len(left), "ein Kanal ist", "Kanäle sind")
        yield f"Noch nicht alles ist stillgelegt: {what} nicht als stillgelegt eingetragen."
