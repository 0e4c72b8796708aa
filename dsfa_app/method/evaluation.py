"""The yearly evaluation: which period it covers, what the data say about it, and proposals for its texts.

The LfDI BW expects of public bodies that they evaluate need and extent of their use of social networks at
least once a year and publish the result (guideline on social networks of February 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.review import ReviewEvent
from dsfa_app.domain.vocabulary import ChannelState, MeasureState, ReviewOutcome
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.review import last_look, one_year_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.review import Evaluation

EVALUATED = ("necessity", "extent", "effectiveness", "conclusion")
"""Fields without which an evaluation says nothing."""

PROPOSED = "Vorschlag: "
"""Begins a text the program wrote; it stays until somebody makes the text their own."""


def is_proposal(text: str) -> bool:
    """Tell whether a text is still the program's proposal."""
    return text.lstrip().startswith(PROPOSED.rstrip())


def proposed_period(assessment: Assessment, today: date) -> tuple[date, date]:
    """Return first and last day of the next evaluation: since the last one or the release, a year at most."""
    ends = [item.period_to for item in assessment.evaluations if item.period_to is not None]
    last = max(ends, default=None)
    start = last + timedelta(days=1) if last is not None else last_look(assessment)
    if start is None or start > today:
        start = assessment.created_on
    end = one_year_after(start) - timedelta(days=1)
    return min(start, today), min(end, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the data of an assessment say about a period; days without a record count as outside of it."""

    active: tuple[Channel, ...]
    retired: tuple[Channel, ...]
    """Channels given up in the period."""
    proven: tuple[Measure, ...]
    """Measures whose evidence dates from the period."""
    overdue: tuple[Measure, ...]
    """Measures due by the end of the period and neither proven nor rejected."""
    events: tuple[ReviewEvent, ...]
    """Events of the period."""


def _within(evaluation: Evaluation, day: date | None) -> bool:
    if day is None:
        return False
    start, end = evaluation.period_from, evaluation.period_to
    return (start is None or day >= start) and (end is None or day <= end)


def findings_of(assessment: Assessment, evaluation: Evaluation) -> Findings:
    """Return what the data say about the period of an evaluation."""
    end = evaluation.period_to
    return Findings(
        active=tuple(item for item in assessment.channels if item.state is ChannelState.ACTIVE),
        retired=tuple(
            item
            for item in assessment.channels
            if item.state is ChannelState.RETIRED and _within(evaluation, item.retired_on)
        ),
        proven=tuple(
            item
            for item in assessment.measures
            if item.state is MeasureState.PROVEN
            and any(_within(evaluation, proof.dated) for proof in item.evidence)
        ),
        overdue=tuple(
            item
            for item in assessment.measures
            if item.due_on is not None
            and end is not None
            and item.due_on <= end
            and item.state not in (MeasureState.PROVEN, MeasureState.REJECTED)
        ),
        events=tuple(item for item in assessment.review_events if _within(evaluation, item.occurred_on)),
    )


def proposed_texts(assessment: Assessment, evaluation: Evaluation) -> Mapping[str, str]:
    """Return proposals for the texts of an evaluation by field, each marked as a proposal."""
    found = findings_of(assessment, evaluation)
    texts = {
        "necessity": _necessity(assessment),
        "extent": _extent(assessment, found),
        "effectiveness": _effectiveness(assessment, found),
        "incidents": _incidents(found.events),
    }
    return {name: f"{PROPOSED}{text}" for name, text in texts.items() if text}


def _necessity(assessment: Assessment) -> str:
    without = [use.name or use.id for use in assessment.platforms if not use.necessity_reason.strip()]
    if without:
        return f"Zu prüfen, warum diese Plattformen weiter gebraucht werden: {', '.join(without)}."
    if not assessment.platforms:
        return ""
    return (
        f"Für {counted(len(assessment.platforms), 'eine Plattform', 'Plattformen')} ist die Notwendigkeit "
        "in der DSFA begründet; zu prüfen ist, ob die Gründe noch tragen und die Alternativen "
        "weiter ausreichen."
    )


def _extent(assessment: Assessment, found: Findings) -> str:
    used = {channel.platform_id for channel in assessment.channels if channel.is_in_use}
    idle = [use.name or use.id for use in assessment.platforms if use.id not in used]
    unchecked = sum(item.state is ChannelState.UNKNOWN for item in assessment.channels)
    parts = [
        (
            f"{counted(len(assessment.platforms), 'Eine Plattform', 'Plattformen')}, "
            f"{counted(len(found.active), 'ein aktiver Kanal', 'aktive Kanäle')}"
        )
    ]
    if unchecked:
        parts.append(counted(unchecked, "ein ungeprüfter Kanal", "ungeprüfte Kanäle"))
    if found.retired:
        what = counted(len(found.retired), "ein Kanal", "Kanäle")
        parts.append(f"im Zeitraum stillgelegt: {what}")
    if idle:
        parts.append(f"ohne genutzten Kanal: {', '.join(idle)}")
    return f"{'; '.join(parts)}."


def _effectiveness(assessment: Assessment, found: Findings) -> str:
    if not assessment.measures:
        return ""
    states = [measure.state for measure in assessment.measures]
    proven = states.count(MeasureState.PROVEN)
    text = f"Von {counted(len(states), 'einer Maßnahme', 'Maßnahmen')} sind {proven} nachgewiesen"
    if found.proven:
        text += f", davon {len(found.proven)} im Zeitraum"
    if found.overdue:
        text += f"; {counted(len(found.overdue), 'eine Frist ist', 'Fristen sind')} versäumt"
    return f"{text}."


def _incidents(events: Sequence[ReviewEvent]) -> str:
    if not events:
        return "Im Zeitraum ist kein Anlass zur Überprüfung festgehalten."
    still = sum(event.outcome is ReviewOutcome.OPEN for event in events)
    text = (
        f"Im Zeitraum {'ist ein Anlass' if len(events) == 1 else f'sind {len(events)} Anlässe'} festgehalten"
    )
    return f"{text}, {counted(still, 'einer ist', 'sind')} noch nicht beurteilt." if still else f"{text}."
