"""The action plan across all assessments: what is to be done, by whom and until when.

It is read from the tables directly, so that hundreds of assessments need not be opened for it. A new source
of deadlines is one function here and one entry in ``SOURCES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app import __version__
from dsfa_app.atomic import write_whole
from dsfa_app.domain.vocabulary import AssessmentState, MeasureState
from dsfa_app.errors import NotFoundError
from dsfa_app.labels import label
from dsfa_app.method.deadlines import reply_deadline
from dsfa_app.method.findings import Topic
from dsfa_app.method.plan import ActionPlan, Deadline, DeadlineKind, a_year_later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from dsfa_app.storage.database import Database
    from dsfa_app.storage.plan import PlanStore
    from exporters.plan_formats import PlanFormat

UNTITLED = "ohne Titel"


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0]


def measures(store: PlanStore, _today: date) -> Iterator[Deadline]:
    """Yield the measures that are neither proven nor rejected."""
    for row in store.measures():
        yield Deadline(
            kind=DeadlineKind.MEASURE,
            what=f"{row.catalogue_id} {row.title}".strip() or UNTITLED,
            assessment_id=row.assessment_id,
            assessment_title=row.assessment_title,
            topic=Topic.MEASURES,
            path=("measures", row.id, "due_on"),
            owner=row.owner,
            department=row.department,
            due_on=row.due_on,
            state=label(MeasureState(row.state)),
        )


def conditions(store: PlanStore, _today: date) -> Iterator[Deadline]:
    """Yield the conditions of releases that are not met yet."""
    for row in store.conditions():
        yield Deadline(
            kind=DeadlineKind.CONDITION,
            what=_first_line(row.text) or UNTITLED,
            assessment_id=row.assessment_id,
            assessment_title=row.assessment_title,
            topic=Topic.DECISION,
            path=("conditions", row.id, "due_on"),
            owner=row.owner,
            due_on=row.due_on,
            state="offen",
        )


def consultations(store: PlanStore, today: date) -> Iterator[Deadline]:
    """Yield the days until which the authority has to answer a prior consultation (Art. 36(2) GDPR)."""
    for row in store.consultations():
        found = reply_deadline(row.consultation, row.stops, today)
        if found is not None:
            waits = f"angehalten seit {found.stopped_since:%d.%m.%Y}" if found.stopped_since else "läuft"
            yield Deadline(
                kind=DeadlineKind.CONSULTATION,
                what="Antwort der Aufsichtsbehörde",
                assessment_id=row.assessment_id,
                assessment_title=row.assessment_title,
                topic=Topic.DECISION,
                path=("consultation", "replied_on"),
                due_on=found.ends_on,
                state=waits,
            )


def reviews(store: PlanStore, _today: date) -> Iterator[Deadline]:
    """Yield the days on which assessments are looked at again (Art. 35(11) GDPR)."""
    for row in store.reviews():
        yield Deadline(
            kind=DeadlineKind.REVIEW,
            what="DSFA überprüfen",
            assessment_id=row.assessment_id,
            assessment_title=row.assessment_title,
            topic=Topic.REVIEW,
            path=("review", "due_on"),
            due_on=row.due_on,
            state=label(AssessmentState(row.state)),
        )


def account_settings(store: PlanStore, _today: date) -> Iterator[Deadline]:
    """Yield the accounts whose settings are to be looked at: once a year, at once where nobody ever did."""
    for row in store.accounts():
        due = None if row.unchecked or row.checked_on is None else a_year_later(row.checked_on)
        yield Deadline(
            kind=DeadlineKind.SETTINGS,
            what=f"Einstellungen des Kontos „{row.name.strip() or UNTITLED}“ prüfen",
            assessment_id=row.assessment_id,
            assessment_title=row.assessment_title,
            topic=Topic.CHANNELS,
            path=("channels", row.id, "settings"),
            department=row.department,
            due_on=due,
            state=f"{row.settings - row.unchecked} von {row.settings} geprüft",
        )


SOURCES: tuple[Callable[[PlanStore, date], Iterator[Deadline]], ...] = (
    measures,
    conditions,
    consultations,
    reviews,
    account_settings,
)


class Plan:
    """Reads the action plan and writes it as documents and as a calendar."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def formats(self) -> tuple[PlanFormat, ...]:
        """Return the formats the plan can be written in."""
        from exporters.plan_formats import PLAN_FORMATS

        return PLAN_FORMATS

    def render(self, plan: ActionPlan, format_id: str) -> bytes:
        """Return a plan, whole or a selection of it, as the bytes of a document or calendar.

        Raises:
            NotFoundError: there is no such format.
            StorageError: the data cannot be read.
            DocumentError: a text cannot be written at all (half a Unicode character).
        """
        from exporters.report.plan import PlanMaterial

        known = {item.id: item for item in self.formats()}
        if format_id not in known:
            raise NotFoundError(f"Das Format „{format_id}“ gibt es nicht. Möglich sind: {', '.join(known)}.")
        concerned = {item.assessment_id for item in plan.deadlines}
        with self._database.unit_of_work() as work:
            summaries = work.overview.summaries()
        controllers = {row.controller for row in summaries if row.id in concerned and row.controller}
        return known[format_id].write(
            PlanMaterial(
                plan=plan,
                total=len(self.read().deadlines),
                controllers=tuple(sorted(controllers)),
                moment=self._clock(),
                program_version=__version__,
            )
        )

    def write(self, plan: ActionPlan, format_id: str, target: Path) -> Path:
        """Write a plan, whole or a selection of it, to a file and return where it lies.

        Raises:
            NotFoundError: there is no such format.
            StorageError: the data cannot be read.
            DocumentError: a text cannot be written at all (half a Unicode character).
            ExportError: the place cannot be written.
        """
        write_whole(target, self.render(plan, format_id))
        return target

    def read(self) -> ActionPlan:
        """Return everything that is to be done, as of today.

        Raises:
            StorageError: the data cannot be read.
        """
        today = self._clock().astimezone().date()
        with self._database.unit_of_work() as work:
            deadlines = tuple(item for source in SOURCES for item in source(work.plan, today))
        return ActionPlan(deadlines, today)
