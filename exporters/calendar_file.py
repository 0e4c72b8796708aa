"""The action plan as a calendar file (RFC 5545) that Outlook, Thunderbird and every other calendar reads.

A calendar is shared more freely than an assessment. The file therefore says what is due, in which assessment
and when, and nothing else: no person, no department, no text of a condition.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from dsfa_app.labels import label
from dsfa_app.method.plan import DeadlineKind
from exporters.report.text import one_line

if TYPE_CHECKING:
    from datetime import date, datetime

    from dsfa_app.method.plan import Deadline
    from exporters.report.plan import PlanMaterial

REMIND_DAYS = 30
"""So many days before the date the calendar reminds."""
_LONGEST_TITLE = 250
_NAMELESS = {DeadlineKind.CONDITION: "Auflage der Freigabe erfüllen"}
"""What stands in a calendar where the deadline's own words are a text of the assessment."""


def _summary(deadline: Deadline) -> str:
    what = _NAMELESS.get(deadline.kind, deadline.what)
    return one_line(f"{what} – {deadline.assessment_title}", _LONGEST_TITLE)


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(days=-REMIND_DAYS))
    return alarm


def _event(deadline: Deadline, due_on: date, moment: datetime) -> Event:
    """Return an event of one whole day that leaves the person's time free."""
    summary = _summary(deadline)
    event = Event()
    event.add("uid", f"{deadline.id}@dsfa-werkbank")
    event.add("dtstamp", moment)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + timedelta(days=1))
    event.add("summary", summary)
    event.add("categories", [label(deadline.kind)])
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(summary))
    return event


def write_calendar(material: PlanMaterial) -> bytes:
    """Return every deadline with a date as an event; the same deadline keeps its id in every file."""
    calendar = Calendar()
    calendar.add("prodid", f"-//DSFA-Werkbank//{material.program_version}//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "DSFA: Fristen und Maßnahmen")
    for deadline in material.plan.deadlines:
        if deadline.due_on is not None:
            calendar.add_component(_event(deadline, deadline.due_on, material.moment))
    written: bytes = calendar.to_ical()
    return written
