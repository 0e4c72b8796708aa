"""Checks on review: date, events and their judgement, yearly evaluation, changes of the catalogue.

The yearly interval and the published evaluation are what the LfDI BW expects of public bodies (guideline on
social networks of February 2020); the duty itself is that of Art. 35(11) GDPR.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ReviewOutcome
from dsfa_app.method.catalogue_changes import CatalogueChangeKind, count_by
from dsfa_app.method.checks.sources import topic_of
from dsfa_app.method.checks.wording import counted, more_than_a_year
from dsfa_app.method.evaluation import EVALUATED, is_proposal
from dsfa_app.method.findings import Finding, Severity, Topic
from dsfa_app.method.review import IN_FORCE, last_look, review_due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.review import Evaluation, ReviewEvent
    from dsfa_app.method.findings import Check, Judged

_NORM = "Art. 35 Abs. 11 DSGVO"


def review_is_dated(judged: Judged) -> Iterator[Finding]:
    """The next review has a date."""
    if judged.assessment.review.due_on is None:
        yield Finding(
            check="review-date-missing",
            severity=Severity.ERROR,
            sentence="Der Termin der nächsten Überprüfung fehlt.",
            norm="Art. 35 Abs. 11 DSGVO",
            topic=Topic.REVIEW,
            path=("review", "due_on"),
            gap=True,
        )


def review_is_regular(judged: Judged) -> Iterator[Finding]:
    """The review is not overdue, comes within a year of the decision, and has triggers."""
    review, decided = judged.assessment.review, judged.assessment.decision.decided_on
    if review.due_on is not None and review.due_on < judged.today:
        yield Finding(
            check="review-overdue",
            severity=Severity.WARNING,
            sentence=f"Die Überprüfung war am {review.due_on:%d.%m.%Y} fällig.",
            norm="Art. 35 Abs. 11 DSGVO",
            topic=Topic.REVIEW,
            path=("review", "due_on"),
        )
    if review.due_on is not None and decided is not None and more_than_a_year(decided, review.due_on):
        yield Finding(
            check="review-too-late",
            severity=Severity.WARNING,
            sentence=f"Zwischen der Entscheidung am {decided:%d.%m.%Y} und der Überprüfung am "
            f"{review.due_on:%d.%m.%Y} liegen mehr als zwölf Monate.",
            norm="Art. 35 Abs. 11 DSGVO",
            topic=Topic.REVIEW,
            path=("review", "due_on"),
        )
    if not review.triggers and not review.other_triggers.strip():
        yield Finding(
            check="review-triggers-missing",
            severity=Severity.ERROR,
            sentence="Es ist noch nicht festgelegt, welche Ereignisse eine frühere Überprüfung auslösen.",
            norm="Art. 35 Abs. 11 DSGVO",
            topic=Topic.REVIEW,
            path=("review", "triggers"),
            gap=True,
        )


def _event_name(event: ReviewEvent) -> str:
    first = event.description.strip().partition("\n")[0]
    if first:
        return f"„{first}“"
    return f"vom {event.occurred_on:%d.%m.%Y}" if event.occurred_on else "ohne Beschreibung"


def events_are_judged(judged: Judged) -> Iterator[Finding]:
    """Somebody judges what may change the risk, and says why, who and when."""
    for event in judged.assessment.review_events:
        path, name = ("review_events", event.id), _event_name(event)
        if not event.trigger and not event.description.strip():
            yield Finding(
                check="review-event-unnamed",
                severity=Severity.WARNING,
                sentence="Ein Anlass zur Überprüfung nennt weder seine Art noch, was geschehen ist.",
                norm=_NORM,
                topic=Topic.REVIEW,
                path=(*path, "trigger"),
                gap=True,
            )
        if event.outcome is ReviewOutcome.OPEN:
            yield Finding(
                check="review-event-open",
                severity=Severity.WARNING,
                sentence=f"Der Anlass {name} ist noch nicht beurteilt.",
                norm=_NORM,
                topic=Topic.REVIEW,
                path=(*path, "outcome"),
                gap=True,
            )
            continue
        if not event.reason.strip():
            yield Finding(
                check="review-event-without-reason",
                severity=Severity.WARNING,
                sentence=f"Zum beurteilten Anlass {name} fehlt die Begründung.",
                norm="Art. 35 Abs. 11 und Art. 5 Abs. 2 DSGVO",
                topic=Topic.REVIEW,
                path=(*path, "reason"),
                gap=True,
            )
        if event.checked_on is None or not event.checked_by.strip():
            yield Finding(
                check="review-event-without-name-or-date",
                severity=Severity.WARNING,
                sentence=f"Zum beurteilten Anlass {name} fehlt, wer ihn beurteilt hat oder wann.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.REVIEW,
                path=(*path, "checked_by" if event.checked_on else "checked_on"),
                gap=True,
            )


def judgement_follows_the_event(judged: Judged) -> Iterator[Finding]:
    """Nobody judges what has not happened yet."""
    for event in judged.assessment.review_events:
        occurred, checked = event.occurred_on, event.checked_on
        if occurred is not None and checked is not None and checked < occurred:
            yield Finding(
                check="review-event-judged-before-it-occurred",
                severity=Severity.WARNING,
                sentence=f"Der Anlass {_event_name(event)} ist am {checked:%d.%m.%Y} beurteilt, aber erst am "
                f"{occurred:%d.%m.%Y} eingetreten.",
                norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                topic=Topic.REVIEW,
                path=("review_events", event.id, "checked_on"),
            )


def revisions_are_carried_out(judged: Judged) -> Iterator[Finding]:
    """Where a revision is needed the released assessment is carried forward."""
    for event in review_due(judged.assessment, judged.today).revisions:
        yield Finding(
            check="revision-outstanding",
            severity=Severity.WARNING,
            sentence=f"Nach dem Anlass {_event_name(event)} ist eine Fortschreibung nötig; freigegeben ist "
            "noch die bisherige Fassung.",
            norm=_NORM,
            topic=Topic.REVIEW,
            path=("review_events", event.id, "outcome"),
        )


def _period(evaluation: Evaluation) -> str:
    end = evaluation.period_to
    return f"für den Zeitraum bis {end:%d.%m.%Y}" if end else "ohne Zeitraum"


def evaluations_are_sound(judged: Judged) -> Iterator[Finding]:
    """The period of an evaluation runs forward and is over when it is evaluated."""
    for evaluation in judged.assessment.evaluations:
        start, end = evaluation.period_from, evaluation.period_to
        if start is not None and end is not None and end < start:
            yield Finding(
                check="evaluation-period-reversed",
                severity=Severity.WARNING,
                sentence=f"Der Zeitraum der Evaluation endet am {end:%d.%m.%Y} vor seinem Beginn am "
                f"{start:%d.%m.%Y}.",
                norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                topic=Topic.REVIEW,
                path=("evaluations", evaluation.id, "period_to"),
            )
        over = evaluation.evaluated_on
        if end is not None and over is not None and end > over:
            yield Finding(
                check="evaluation-period-in-future",
                severity=Severity.WARNING,
                sentence=f"Die Evaluation vom {over:%d.%m.%Y} betrifft einen Zeitraum, der erst am "
                f"{end:%d.%m.%Y} endet.",
                norm="Art. 5 Abs. 1 Buchst. d DSGVO",
                topic=Topic.REVIEW,
                path=("evaluations", evaluation.id, "period_to"),
            )


def evaluations_are_complete(judged: Judged) -> Iterator[Finding]:
    """An evaluation that is done says what it found, in somebody's own words, and is published."""
    for evaluation in judged.assessment.evaluations:
        if evaluation.evaluated_on is None:
            continue
        path = ("evaluations", evaluation.id)
        empty = [name for name in EVALUATED if not getattr(evaluation, name).strip()]
        if empty or not evaluation.evaluated_by.strip():
            yield Finding(
                check="evaluation-incomplete",
                severity=Severity.WARNING,
                sentence=f"Die Evaluation {_period(evaluation)} ist abgeschlossen, sagt aber nicht alles zu "
                "Notwendigkeit, Umfang, Wirksamkeit und Ergebnis, oder der Name fehlt.",
                norm=_NORM,
                topic=Topic.REVIEW,
                path=(*path, empty[0] if empty else "evaluated_by"),
                gap=True,
            )
        taken = [name for name in EVALUATED if is_proposal(getattr(evaluation, name))]
        if taken:
            yield Finding(
                check="evaluation-still-a-proposal",
                severity=Severity.WARNING,
                sentence=f"In der abgeschlossenen Evaluation {_period(evaluation)} steht noch ein Vorschlag "
                "des Programms, den niemand bestätigt hat.",
                norm="Art. 5 Abs. 2 DSGVO",
                topic=Topic.REVIEW,
                path=(*path, taken[0]),
            )
        if evaluation.published is not Answer.YES:
            yield Finding(
                check="evaluation-not-published",
                severity=Severity.NOTE,
                sentence=f"Die Evaluation {_period(evaluation)} ist nicht veröffentlicht; der LfDI BW "
                "erwartet, dass sie öffentlich zugänglich ist (Richtlinie von Februar 2020).",
                norm=_NORM,
                topic=Topic.REVIEW,
                path=(*path, "published"),
            )


def evaluation_is_yearly(judged: Judged) -> Iterator[Finding]:
    """While a released assessment carries the processing, need and extent are evaluated every year."""
    last = last_look(judged.assessment)
    if judged.assessment.state in IN_FORCE and last is not None and more_than_a_year(last, judged.today):
        yield Finding(
            check="evaluation-missing",
            severity=Severity.WARNING,
            sentence=f"Seit dem {last:%d.%m.%Y} wurde nicht evaluiert; der LfDI BW erwartet eine Evaluation "
            "mindestens einmal im Jahr (Richtlinie von Februar 2020).",
            norm=_NORM,
            topic=Topic.REVIEW,
            path=("evaluations",),
        )


def catalogue_changes_are_judged(judged: Judged) -> Iterator[Finding]:
    """What changed in the catalogue is judged; what the assessment cites weighs more than what it covers."""
    changes = judged.catalogue_changes
    cited = tuple(change for change in changes if change.cited)
    for use in judged.assessment.platforms:
        number = count_by(cited, lambda change: change.platform_ids).get(use.id, 0)
        if number:
            what = counted(number, "eine verwendete Angabe", "verwendete Angaben")
            yield Finding(
                check="cited-fact-changed",
                severity=Severity.WARNING,
                sentence=f"Zu {judged.platform_name(use.id)} {'ist' if number == 1 else 'sind'} {what} des "
                "Katalogs neu zu prüfen.",
                norm=_NORM,
                topic=Topic.CHANNELS,
                path=("platforms", use.id, "sources"),
            )
    if changes:
        what = counted(len(changes), "Eine Angabe", "Angaben")
        used = f", davon {counted(len(cited), 'eine verwendete', 'verwendete')}" if cited else ""
        yield Finding(
            check="catalogue-changes-not-judged",
            severity=Severity.WARNING if cited else Severity.NOTE,
            sentence=f"{what} des Katalogs {'ist' if len(changes) == 1 else 'sind'} seit der letzten "
            f"Kenntnisnahme geändert und nicht beurteilt{used}.",
            norm=_NORM,
            topic=Topic.REVIEW,
            path=("review",),
        )


def lost_sources_are_replaced(judged: Judged) -> Iterator[Finding]:
    """A cited statement that the catalogue no longer holds is named with what it last said."""
    for change in judged.catalogue_changes:
        if change.kind is not CatalogueChangeKind.REMOVED or change.old is None or not change.cited:
            continue
        path, last = change.cited[0], change.old.text.strip().rstrip(".")
        yield Finding(
            check="cited-fact-removed",
            severity=Severity.WARNING,
            sentence=f"Die verwendete Angabe „{change.title}“ (zuletzt: {last}) ist im Katalog entfallen.",
            norm="Art. 5 Abs. 2 DSGVO",
            topic=topic_of(path),
            path=path,
        )


CHECKS: tuple[Check, ...] = (
    review_is_dated,
    review_is_regular,
    events_are_judged,
    judgement_follows_the_event,
    revisions_are_carried_out,
    evaluations_are_sound,
    evaluations_are_complete,
    evaluation_is_yearly,
    catalogue_changes_are_judged,
    lost_sources_are_replaced,
)
