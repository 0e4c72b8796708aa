"""When an assessment has to be looked at again, and what may have changed the risk (Art. 35(11) GDPR).

The yearly interval is what the LfDI BW expects of public bodies (guideline on social networks, February
2020); the triggers are those of the catalogue's picker. What the program can see itself it proposes, and
never sets.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dsfa_app.domain.review import ReviewEvent
from dsfa_app.domain.vocabulary import (
    Answer,
    AssessmentState,
    ChannelState,
    DecisionOutcome,
    MeasureState,
    ReviewOutcome,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.measure import Measure
    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.method.catalogue_changes import CatalogueChange

ARCHIVED = frozenset({AssessmentState.SUPERSEDED, AssessmentState.CHANNEL_CLOSED, AssessmentState.DISCARDED})
"""States in which an assessment is kept as it is; nothing is due any more."""

IN_FORCE = frozenset({AssessmentState.RELEASED, AssessmentState.REVIEW_DUE})
"""States in which a released assessment carries the processing."""

CATALOGUE_TRIGGER = "catalogue_changed"
"""Trigger of an event that judges changes of the catalogue."""

_RELEASES = frozenset({DecisionOutcome.RELEASE, DecisionOutcome.RELEASE_WITH_CONDITIONS})
_SETTLED = frozenset({MeasureState.PROVEN, MeasureState.REJECTED})
_WORDS_OF_PAID_REACH = ("werbung", "anzeige", "beworben", "bezahlt", "gesponsert", "targeting", "ads")
_DENIALS = ("kein", "ohne", "nicht")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue:
    """Why an assessment has to be looked at; empty when nothing asks for it."""

    overdue_since: date | None = None
    """The due date that has come."""
    open_events: tuple[ReviewEvent, ...] = ()
    """Events nobody has judged."""
    revisions: tuple[ReviewEvent, ...] = ()
    """Events after which the assessment has to be carried forward, while the released one still stands."""

    @property
    def is_due(self) -> bool:
        """Whether anything asks for a review."""
        return self.overdue_since is not None or bool(self.open_events or self.revisions)


def review_due(assessment: Assessment, today: date) -> ReviewDue:
    """Return why the assessment has to be looked at on this day; an archived one never has to."""
    if assessment.state in ARCHIVED:
        return ReviewDue()
    due = assessment.review.due_on
    events, released = assessment.review_events, released_on(assessment)
    in_force = assessment.state in IN_FORCE
    return ReviewDue(
        overdue_since=due if due is not None and due <= today else None,
        open_events=tuple(event for event in events if event.outcome is ReviewOutcome.OPEN),
        revisions=tuple(
            event
            for event in events
            if in_force and event.outcome is ReviewOutcome.REVISION and not _released_since(event, released)
        ),
    )


def _released_since(event: ReviewEvent, released: date | None) -> bool:
    """Tell whether a version was released after the day of a judgement, and so takes it into account."""
    return released is not None and event.checked_on is not None and event.checked_on < released


def one_year_after(day: date) -> date:
    """Return the same day of the next year, the 28th for a leap day."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))


def last_look(assessment: Assessment) -> date | None:
    """Return when the assessment was last looked at as a whole: evaluated, or released; None if never."""
    days = [item.evaluated_on for item in assessment.evaluations if item.evaluated_on is not None]
    released = released_on(assessment)
    return max([*days, *([released] if released else [])], default=None)


def released_on(assessment: Assessment) -> date | None:
    """Return the day of the decision that released the assessment."""
    decision = assessment.decision
    return decision.decided_on if decision.outcome in _RELEASES else None


def proposed_due_on(assessment: Assessment) -> date | None:
    """Return the proposed date of the next review, one year after the last look; None without one."""
    last = last_look(assessment)
    return None if last is None else one_year_after(last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProposal:
    """An event the program can see in the assessment itself, to be confirmed by somebody."""

    trigger: str
    occurred_on: date | None
    description: str
    platform_ids: tuple[str, ...] = ()

    def event(self, event_id: str) -> ReviewEvent:
        """Return it as an open event."""
        return ReviewEvent(
            id=event_id,
            trigger=self.trigger,
            occurred_on=self.occurred_on,
            description=self.description,
            platform_ids=self.platform_ids,
        )


def proposed_events(
    assessment: Assessment, released: Assessment | None, today: date
) -> tuple[EventProposal, ...]:
    """Return what speaks for an event that is not on record yet.

    Args:
        assessment: the assessment as it is now.
        released: its content at the last release, where one is at hand; without it only what carries a date
            of its own is seen.
        today: the day to judge by.
    """
    if assessment.state in ARCHIVED:
        return ()
    found = [*_missed_deadlines(assessment, today), *_retirements(assessment)]
    if released is not None:
        found += _since_release(assessment, released)
    known = {(event.trigger, event.platform_ids, event.occurred_on) for event in assessment.review_events}
    undated = {(event.trigger, event.platform_ids) for event in assessment.review_events}
    return tuple(
        proposal
        for proposal in found
        if (proposal.trigger, proposal.platform_ids, proposal.occurred_on) not in known
        and (proposal.occurred_on is not None or (proposal.trigger, proposal.platform_ids) not in undated)
    )


def _missed_deadlines(assessment: Assessment, today: date) -> Iterator[EventProposal]:
    missed: dict[date, list[Measure]] = {}
    for measure in assessment.measures:
        if measure.due_on is not None and measure.due_on < today and measure.state not in _SETTLED:
            missed.setdefault(measure.due_on, []).append(measure)
    for day, measures in sorted(missed.items()):
        named = ", ".join(f"„{measure.title.strip() or measure.id}“" for measure in measures)
        yield EventProposal(
            trigger="measure_overdue",
            occurred_on=day,
            description=f"Frist versäumt und kein Nachweis: {named}.",
        )


def _retirements(assessment: Assessment) -> Iterator[EventProposal]:
    """Yield the channels given up since the release; before it they are part of what was released."""
    since = released_on(assessment)
    for channel in assessment.channels:
        day = channel.retired_on
        if channel.state is ChannelState.RETIRED and day is not None and since is not None and day >= since:
            reason = f": {channel.retirement_reason.strip()}" if channel.retirement_reason.strip() else ""
            yield EventProposal(
                trigger="channel_abandoned",
                occurred_on=day,
                description=f"Der Kanal „{channel.name.strip() or channel.url}“ ist stillgelegt{reason}",
                platform_ids=(channel.platform_id,) if channel.platform_id else (),
            )


def _since_release(assessment: Assessment, released: Assessment) -> Iterator[EventProposal]:
    former = {use.id: use for use in released.platforms}
    for use in assessment.platforms:
        name, before = use.name or use.id, former.get(use.id)
        if before is None:
            yield _proposal("new_scope", f"Seit der Freigabe ist die Plattform {name} hinzugekommen.", use)
            continue
        if use.minors_addressed is Answer.YES and before.minors_addressed is not Answer.YES:
            yield _proposal("new_audience", f"Auf {name} werden jetzt Minderjährige angesprochen.", use)
        if _buys_reach(use.functions_used) and not _buys_reach(before.functions_used):
            yield _proposal("paid_ads", f"Auf {name} wird jetzt bezahlte Werbung genutzt.", use)
        yield from _new_channels(assessment, released, use)


def _new_channels(assessment: Assessment, released: Assessment, use: PlatformUse) -> Iterator[EventProposal]:
    known = {channel.id for channel in released.channels}
    names = [
        f"„{channel.name.strip() or channel.url}“"
        for channel in assessment.channels
        if channel.platform_id == use.id and channel.id not in known and channel.is_in_use
    ]
    if names:
        listed = ", ".join(names)
        yield _proposal("new_scope", f"Seit der Freigabe hinzugekommene Kanäle: {listed}.", use)


def _proposal(trigger: str, description: str, use: PlatformUse) -> EventProposal:
    return EventProposal(trigger=trigger, occurred_on=None, description=description, platform_ids=(use.id,))


def _buys_reach(functions: Sequence[str]) -> bool:
    """Tell whether a list of functions names paid reach; a line that denies it does not."""
    for line in functions:
        words = line.casefold().replace("-", " ").split()
        denies = any(word.startswith(_DENIALS) for word in words)
        if not denies and any(part in word for word in words for part in _WORDS_OF_PAID_REACH[:-1]):
            return True
        if not denies and _WORDS_OF_PAID_REACH[-1] in words:
            return True
    return False


MOST_TEXTS = 12
"""So many changes are quoted in an event; of more only the titles are listed."""


def judged_changes(
    changes: Sequence[CatalogueChange],
    *,
    outcome: ReviewOutcome,
    reason: str,
    person: str,
    today: date,
    catalogue: tuple[str, str],
    event_id: str,
    as_of: Callable[[str], str],
) -> ReviewEvent:
    """Return the event that records how changes of the catalogue were judged.

    Args:
        changes: what was looked at.
        outcome: what follows.
        reason: why.
        person: who judged.
        today: the day of the judgement, also that on which the change became known.
        catalogue: fingerprint and version of the present catalogue.
        event_id: id of the new event.
        as_of: writes the date of a statement for people.
    """
    fingerprint, version = catalogue
    if len(changes) > MOST_TEXTS:
        lines = [change.title for change in changes]
    else:
        lines = [_quoted(change, as_of) for change in changes]
    platform_ids = dict.fromkeys(name for change in changes for name in change.platform_ids)
    return ReviewEvent(
        id=event_id,
        trigger=CATALOGUE_TRIGGER,
        occurred_on=today,
        description="\n".join([f"Katalogabgleich mit Fassung {version}:", *lines]),
        platform_ids=tuple(platform_ids),
        outcome=outcome,
        reason=reason,
        checked_by=person,
        checked_on=today,
        sources=tuple(change.id for change in changes),
        catalogue_fingerprint=fingerprint,
    )


def _quoted(change: CatalogueChange, as_of: Callable[[str], str]) -> str:
    def said(text: str, day: str) -> str:
        return f"„{text}“" + (f" (Stand {as_of(day)})" if day else "")

    old = "nicht bekannt" if change.old is None else said(change.old.text, change.old.as_of)
    new = "entfallen" if change.new is None else said(change.new.text, change.new.as_of)
    if change.old is None and change.kind.value == "neu":
        return f"{change.title} – neu: {new}"
    return f"{change.title} – bisher: {old}; jetzt: {new}"
