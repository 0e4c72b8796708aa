"""The authority's time to answer a prior consultation (Art. 36(2) GDPR), with the way it is computed.

Eight weeks from receipt, up to six more when the authority says so within a month, and no time runs while it
waits for information. Counted by Art. 3 of Regulation (EEC, Euratom) No 1182/71: the day of the event is not
counted; a period in weeks ends on the same weekday, one in months on the same date or the last day of the
month; one that would end on a Saturday, Sunday or public holiday ends on the next working day. The GDPR does
not say how a suspension is counted. Here it covers the day of the request and that of the delivery, as § 209
BGB is read for limitation periods. The result is a computed aid, no legal advice.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from dsfa_app.method.holidays import WEEKEND, day_off, working_day_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.domain.outcome import ClockStop, PriorConsultation

REPLY_WEEKS = 8
"""Time the authority has to answer, before any extension (Art. 36(2) s. 1 GDPR)."""
METHOD = (
    "Gerechnet nach Art.\u00a036 Abs.\u00a02 DSGVO und Art.\u00a03 der Verordnung (EWG, Euratom) "
    "Nr.\u00a01182/71: Der Tag des Eingangs zählt nicht mit; fällt das Ende auf einen Samstag, Sonntag oder "
    "Feiertag in Baden-Württemberg (§\u00a01 FTG), gilt der nächste Werktag. Solange die Aufsichtsbehörde "
    "auf Angaben wartet, läuft die Frist nicht; dazu zählen hier die Tage der Anforderung und der Lieferung "
    "(eigene Lesart nach dem Vorbild von §\u00a0209 BGB, die DSGVO regelt es nicht). Die Rechnung ist eine "
    "Hilfe und keine Rechtsberatung."
)
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_LATEST_YEAR = 9990
"""Beyond it a period could run out of the calendar."""


class DeadlineProblem(Enum):
    """What in the dates cannot be, or is doubtful."""

    NO_RECEIPT = "no receipt"
    EXTENSION_WITHOUT_NOTICE = "extension without notice"
    EXTENSION_LATE = "extension late"
    NOTICE_BEFORE_RECEIPT = "notice before receipt"
    STOP_WITHOUT_START = "stop without start"
    STOP_BACKWARDS = "stop backwards"
    STOP_BEFORE_RECEIPT = "stop before receipt"
    STOP_AFTER_END = "stop after end"
    STOPS_OVERLAP = "stops overlap"


@dataclass(frozen=True, slots=True)
class Objection:
    """One problem of the dates; ``stop_id`` is that of the clock stop it is about, empty for none."""

    problem: DeadlineProblem
    sentence: str
    stop_id: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One step of the computation: what happens, and the day it leads to (None: not yet known)."""

    text: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When the authority's time ends, and how that was found."""

    ends_on: date | None
    """Last day of the period; None while the clock stands still."""
    starts_on: date
    """Day the request was received, which is not counted."""
    stopped_since: date | None = None
    """Day since which the clock stands still, None while it runs."""
    earliest_end: date
    """``ends_on``, or its earliest possible day: the one that follows if the information comes today."""
    steps: tuple[DeadlineStep, ...]
    objections: tuple[Objection, ...] = ()


def named_day(day: date) -> str:
    """Return a day with its weekday, for example „Freitag, 15.01.2027“."""
    return f"{_WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}"


def months_after(day: date, months: int) -> date:
    """Return the same date some months on, the last day of the month where it has none (Art. 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(day: date) -> tuple[date, str]:
    """Return the working day a period ends on, and in words why it was moved (empty: it was not)."""
    end = working_day_from(day)
    if end == day:
        return day, ""
    off = day_off(day)
    what = f"ein {off}" if off in WEEKEND else f"ein Feiertag ({off})"
    return end, f"der {day:%d.%m.%Y} ist {what}: Ende am nächsten Werktag"


@dataclass(frozen=True, slots=True)
class _Pause:
    """A time without running clock, both days included; an open one has no last day."""

    first: date
    last: date | None
    stop_id: str

    def last_day(self, today: date) -> date:
        return self.last if self.last is not None else max(today, self.first)


class _Computation:
    """Collects steps and objections on the way."""

    def __init__(self, consultation: PriorConsultation, stops: Iterable[ClockStop], today: date) -> None:
        self._consultation = consultation
        self._stops = tuple(stops)
        self._today = today
        self.steps: list[DeadlineStep] = []
        self.objections: list[Objection] = []

    def _object(self, problem: DeadlineProblem, sentence: str, stop_id: str = "") -> None:
        self.objections.append(Objection(problem, sentence, stop_id))

    def run(self, start: date, *, is_received: bool) -> Deadline:
        if not is_received:
            self._object(
                DeadlineProblem.NO_RECEIPT,
                "Der Tag des Eingangs bei der Aufsichtsbehörde fehlt; die Frist ist vorläufig ab dem Antrag "
                "gerechnet.",
            )
        self.steps.append(
            DeadlineStep(
                "Eingang bei der Aufsichtsbehörde (zählt nicht mit)"
                if is_received
                else "Tag des Antrags, vorläufig an Stelle des Eingangs (zählt nicht mit)",
                start,
            )
        )
        raw = self._period(start)
        end, stopped_since = self._with_stops(raw, tuple(self._pauses(start)))
        moved, why = _moved(end)
        if why and stopped_since is None:
            self.steps.append(DeadlineStep(f"{why[0].upper()}{why[1:]}", moved))
        return Deadline(
            ends_on=None if stopped_since else moved,
            starts_on=start,
            stopped_since=stopped_since,
            earliest_end=moved,
            steps=tuple(self.steps),
            objections=tuple(self.objections),
        )

    def _period(self, start: date) -> date:
        end = start + timedelta(weeks=REPLY_WEEKS)
        self.steps.append(DeadlineStep(f"Regelfrist: {REPLY_WEEKS} Wochen, gleicher Wochentag", end))
        weeks = self._consultation.extension_weeks
        if weeks:
            self._check_notice(start)
            end += timedelta(weeks=weeks)
            extra = "eine Woche" if weeks == 1 else f"{weeks} Wochen"
            self.steps.append(DeadlineStep(f"Verlängerung um {extra}", end))
        return end

    def _check_notice(self, start: date) -> None:
        last, why = _moved(months_after(start, 1))
        self.steps.append(
            DeadlineStep(
                "Spätester Tag, um eine Verlängerung mitzuteilen: ein Monat nach Eingang"
                + (f"; {why}" if why else ""),
                last,
            )
        )
        told = self._consultation.extension_notified_on
        if told is None:
            self._object(
                DeadlineProblem.EXTENSION_WITHOUT_NOTICE,
                "Die Frist ist verlängert; wann die Aufsichtsbehörde das mitgeteilt hat, fehlt.",
            )
        elif told < start:
            self._object(
                DeadlineProblem.NOTICE_BEFORE_RECEIPT,
                f"Die Verlängerung soll am {told:%d.%m.%Y} mitgeteilt worden sein, vor dem Eingang am "
                f"{start:%d.%m.%Y}.",
            )
        elif told > last:
            self._object(
                DeadlineProblem.EXTENSION_LATE,
                f"Die Verlängerung wurde am {told:%d.%m.%Y} mitgeteilt, ein Monat nach Eingang endete am "
                f"{last:%d.%m.%Y}; ob sie gilt, ist zu klären.",
            )

    def _pauses(self, start: date) -> Iterator[_Pause]:
        """Yield the times without running clock, in order, overlapping ones as one."""
        merged: _Pause | None = None
        for pause in sorted(self._usable(start), key=lambda item: item.first):
            if merged is None:
                merged = pause
            elif merged.last is not None and pause.first > merged.last:
                yield merged
                merged = pause
            else:
                self._object(
                    DeadlineProblem.STOPS_OVERLAP,
                    f"Zwei Nachfragen überschneiden sich am {pause.first:%d.%m.%Y}; gezählt wird jeder Tag "
                    "einmal.",
                    pause.stop_id,
                )
                is_open = merged.last is None or pause.last is None
                last = None if is_open else max(merged.last or start, pause.last or start)
                merged = _Pause(merged.first, last, merged.stop_id)
        if merged is not None:
            yield merged

    def _usable(self, start: date) -> Iterator[_Pause]:
        for stop in self._stops:
            asked, provided = stop.asked_on, stop.provided_on
            if asked is None:
                if provided is not None or stop.subject.strip():
                    self._object(
                        DeadlineProblem.STOP_WITHOUT_START,
                        "Zu einer Nachfrage der Aufsichtsbehörde fehlt der Tag; sie ist nicht eingerechnet.",
                        stop.id,
                    )
            elif provided is not None and provided < asked:
                self._object(
                    DeadlineProblem.STOP_BACKWARDS,
                    f"Angaben sollen am {provided:%d.%m.%Y} geliefert worden sein, angefordert wurden sie "
                    f"erst am {asked:%d.%m.%Y}; die Nachfrage ist nicht eingerechnet.",
                    stop.id,
                )
            elif asked < start:
                self._object(
                    DeadlineProblem.STOP_BEFORE_RECEIPT,
                    f"Die Nachfrage vom {asked:%d.%m.%Y} liegt vor dem Beginn der Frist am "
                    f"{start:%d.%m.%Y}; sie ist nicht eingerechnet.",
                    stop.id,
                )
            else:
                # the day of receipt belongs to no period, so it cannot be stopped
                first = max(asked, start + timedelta(days=1))
                if provided is None or provided >= first:
                    yield _Pause(first, provided, stop.id)

    def _with_stops(self, end: date, pauses: tuple[_Pause, ...]) -> tuple[date, date | None]:
        for pause in pauses:
            last_counted = working_day_from(end)
            if pause.first > last_counted:
                self._object(
                    DeadlineProblem.STOP_AFTER_END,
                    f"Die Nachfrage vom {pause.first:%d.%m.%Y} kam nach dem Ende der Frist am "
                    f"{last_counted:%d.%m.%Y}; sie ist nicht eingerechnet.",
                    pause.stop_id,
                )
                continue
            if pause.first > end:  # the period had moved to a working day, on which the clock stopped
                end = last_counted
            days = (pause.last_day(self._today) - pause.first).days + 1
            end += timedelta(days=days)
            since = f"{pause.first:%d.%m.%Y}"
            if pause.last is None:
                self.steps.append(
                    DeadlineStep(f"Seit {since} läuft die Frist nicht: angeforderte Angaben stehen aus", None)
                )
                return end, pause.first
            length = "ein Tag" if days == 1 else f"{days} Tage"
            self.steps.append(
                DeadlineStep(f"Ohne Fristlauf vom {since} bis {pause.last:%d.%m.%Y}: {length}", end)
            )
        return end, None


def reply_deadline(
    consultation: PriorConsultation, stops: Iterable[ClockStop], today: date
) -> Deadline | None:
    """Return until when the authority has to answer; None as long as it has not been asked.

    Dates that cannot be are left out of the computation and named in ``objections``.
    """
    start = consultation.received_on or consultation.requested_on
    if start is None or start.year > _LATEST_YEAR:
        return None
    used = [
        stop
        for stop in stops
        if all(day is None or day.year <= _LATEST_YEAR for day in (stop.asked_on, stop.provided_on))
    ]
    return _Computation(consultation, used, today).run(
        start, is_received=consultation.received_on is not None
    )
