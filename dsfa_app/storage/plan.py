"""What has a deadline, read from the tables of all assessments at once without building one of them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select

from dsfa_app.domain.outcome import ClockStop, PriorConsultation
from dsfa_app.domain.vocabulary import AssessmentState, ChannelState, MeasureState
from dsfa_app.errors import RuleError
from dsfa_app.storage.failures import readable, unknown_values
from dsfa_app.storage.tables import assessments, metadata, summaries

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import TypeVar

    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    _R = TypeVar("_R")

_AT_REST = (AssessmentState.SUPERSEDED.value, AssessmentState.DISCARDED.value)
"""Nobody works off the deadlines of an assessment that another one has replaced, or that was given up."""
_DONE = (MeasureState.PROVEN.value, MeasureState.REJECTED.value)

_measures = metadata.tables["measures"]
_conditions = metadata.tables["conditions"]
_stops = metadata.tables["clock_stops"]
_channels = metadata.tables["channels"]
_settings = metadata.tables["settings"]


class OpenMeasure(NamedTuple):
    """A measure that is neither proven nor rejected."""

    assessment_id: str
    assessment_title: str
    id: str
    catalogue_id: str
    title: str
    state: str
    owner: str
    department: str
    due_on: date | None


class OpenCondition(NamedTuple):
    """A condition of a release that is not met yet."""

    assessment_id: str
    assessment_title: str
    id: str
    text: str
    owner: str
    due_on: date | None


class OpenConsultation(NamedTuple):
    """A consultation the authority has been asked for and has not answered yet."""

    assessment_id: str
    assessment_title: str
    consultation: PriorConsultation
    stops: tuple[ClockStop, ...]


class DueReview(NamedTuple):
    """The day on which an assessment is looked at again."""

    assessment_id: str
    assessment_title: str
    state: str
    due_on: date


class CheckedAccount(NamedTuple):
    """An account in use with settings to check: how many, how many never, and when the oldest look was."""

    assessment_id: str
    assessment_title: str
    id: str
    platform_id: str
    name: str
    department: str
    settings: int
    unchecked: int
    checked_on: date | None


def _in_use(owner: ColumnElement[str]) -> ColumnElement[bool]:
    """Join to the assessments that are worked on."""
    return and_(summaries.c.id == owner, summaries.c.deleted_at.is_(None), summaries.c.state.not_in(_AT_REST))


class PlanStore:
    """Reads what has a deadline, on one open transaction.

    Each of the methods raises ``StorageError`` where a line holds values this program does not know.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def measures(self) -> tuple[OpenMeasure, ...]:
        """Return the measures still to be done."""
        table = _measures.c
        query = (
            select(
                table.assessment_id,
                summaries.c.title,
                table.id,
                table.catalogue_id,
                table.title,
                table.state,
                table.owner,
                table.department,
                table.due_on,
            )
            .join(summaries, _in_use(table.assessment_id))
            .where(table.state.not_in(_DONE))
        )
        return self._rows(query, OpenMeasure._make)

    def conditions(self) -> tuple[OpenCondition, ...]:
        """Return the conditions still to be met."""
        table = _conditions.c
        query = (
            select(table.assessment_id, summaries.c.title, table.id, table.text, table.owner, table.due_on)
            .join(summaries, _in_use(table.assessment_id))
            .where(table.closed_on.is_(None))
        )
        return self._rows(query, OpenCondition._make)

    def consultations(self) -> tuple[OpenConsultation, ...]:
        """Return the consultations the authority has not answered yet, with the times that do not count."""
        table = assessments.c
        names = [item.name for item in fields(PriorConsultation)]
        query = (
            select(table.id, summaries.c.title, *(table[f"consultation_{name}"] for name in names))
            .join(summaries, _in_use(table.id))
            .where(
                or_(table.consultation_requested_on.is_not(None), table.consultation_received_on.is_not(None))
            )
            .where(table.consultation_replied_on.is_(None))
        )
        found = []
        for assessment_id, title, *values in self._rows(query, tuple):
            try:
                consultation = PriorConsultation(**dict(zip(names, values, strict=True)))
            except RuleError as error:
                raise unknown_values() from error
            found.append(OpenConsultation(assessment_id, title, consultation, self._stops(assessment_id)))
        return tuple(found)

    def _stops(self, assessment_id: str) -> tuple[ClockStop, ...]:
        names = [item.name for item in fields(ClockStop)]
        query = select(*(_stops.c[name] for name in names)).where(_stops.c.assessment_id == assessment_id)
        return self._rows(query, lambda row: ClockStop(**dict(zip(names, row, strict=True))))

    def reviews(self) -> tuple[DueReview, ...]:
        """Return the dates on which assessments are looked at again."""
        table = assessments.c
        query = (
            select(table.id, summaries.c.title, table.state, table.review_due_on)
            .join(summaries, _in_use(table.id))
            .where(table.review_due_on.is_not(None))
        )
        return self._rows(query, DueReview._make)

    def accounts(self) -> tuple[CheckedAccount, ...]:
        """Return the accounts in use whose settings are on a list."""
        account, setting = _channels.c, _settings.c
        query = (
            select(
                account.assessment_id,
                summaries.c.title,
                account.id,
                account.platform_id,
                account.name,
                account.department,
                func.count(setting.id),
                func.count(setting.id) - func.count(setting.checked_on),
                func.min(setting.checked_on, type_=_settings.c.checked_on.type),
            )
            .join(summaries, _in_use(account.assessment_id))
            .join(
                _settings,
                and_(setting.assessment_id == account.assessment_id, setting.channels_id == account.id),
            )
            .where(account.state != ChannelState.RETIRED.value)
            .group_by(account.assessment_id, account.id)
        )
        return self._rows(query, CheckedAccount._make)

    def _rows(self, query: Select[Any], make: Callable[[Any], _R]) -> tuple[_R, ...]:
        with readable():
            return tuple(map(make, self._connection.execute(query).all()))
