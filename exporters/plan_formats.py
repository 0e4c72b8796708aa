"""The formats the action plan can be written in; ``PLAN_FORMATS`` is the only list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exporters.formats import FORMATS
from exporters.report.plan import PlanMaterial, build_plan

_DOCUMENTS = ("xlsx", "docx", "html")
"""Formats of documents that also suit the plan; there is no assessment to be embedded."""


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """A format by id and file suffix."""

    id: str
    label: str
    suffix: str
    write: Callable[[PlanMaterial], bytes]


def _calendar(material: PlanMaterial) -> bytes:
    from exporters.calendar_file import write_calendar  # noqa: PLC0415 - icalendar is for exporting only

    return write_calendar(material)


def _documents() -> tuple[PlanFormat, ...]:
    known = {item.id: item for item in FORMATS}

    def written(format_id: str) -> Callable[[PlanMaterial], bytes]:
        return lambda material: known[format_id].write(build_plan(material), None)

    return tuple(
        PlanFormat(item, known[item].label, known[item].suffix, written(item)) for item in _DOCUMENTS
    )


PLAN_FORMATS: tuple[PlanFormat, ...] = (
    *_documents(),
    PlanFormat("ics", "Kalenderdatei (ICS)", ".ics", _calendar),
)
