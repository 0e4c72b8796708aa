"""Assessments for tests, filled from the domain's structure, so that a new field needs no change here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.presence import PlatformUse
from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.references import MANY, unknown_platforms
from dsfa_app.domain.structure import FieldShape, Kind, shape
from dsfa_app.domain.vocabulary import Answer, MeasureState

if TYPE_CHECKING:
    from collections.abc import Callable

_R = TypeVar("_R")

PLATFORM_IDS = ("facebook", "mastodon")
RISK_IDS = ("R01", "R30")
CREATED_ON = date(2026, 11, 21)

_REFERENCES: dict[str, tuple[str, ...]] = {
    "platform_id": PLATFORM_IDS,
    "risk_id": RISK_IDS,
    "catalogue_id": ("M01", "M02"),
    "profile_id": ("kp18",),
    "channel_id": ("channel-0", "channel-1"),
    "trigger": ("yearly", "terms_changed"),
}
_REFERENCE_LISTS: dict[str, tuple[str, ...]] = {
    "platform_ids": PLATFORM_IDS,
    "risk_ids": RISK_IDS,
    "triggers": ("yearly", "terms_changed"),
    "risk_sources": ("operator_design", "advertisers"),
    "goals": ("NV", "DM"),
    "damages": ("profiling", "loss_of_control"),
}
_IDS: dict[str, tuple[str, ...]] = {
    "PlatformUse": PLATFORM_IDS,
    "ThresholdAnswer": ("art35-3-a", "wp248-c1"),
}
"""Records whose id is that of an entry in the catalogue."""


def telling_text(place: str) -> str:
    """Return a text that names its place, so that a report can be searched for it."""
    return f"Angabe zu {place} – größtmögliche Übersicht"


def _reference(record: type[Any], name: str, index: int) -> str:
    known = _IDS.get(record.__name__, ()) if name == "id" else _REFERENCES[name]
    return known[index % len(known)] if known else f"{record.__name__.lower()}-{index}"


def filled(  # noqa: C901 - one branch per kind of field
    record: type[_R], *, text: Callable[[str], str] = telling_text, index: int = 0, entries: int = 2
) -> _R:
    """Return a record of this class with every field filled, collections with so many entries each.

    ``text`` gives the value of a typed text by its place, for example ``"Channel.url 0"``; references to the
    catalogue and ids stay as they are. ``index`` numbers the record and turns enumerations and dates.
    """

    def value(item: FieldShape) -> Any:  # noqa: PLR0911 - one answer per kind
        place = f"{record.__name__}.{item.name} {index}"
        match item.kind:
            case Kind.TEXT if item.name == "id" or item.name in _REFERENCES:
                return _reference(record, item.name, index)
            case Kind.TEXT:
                return text(place)
            case Kind.TEXTS:
                return _REFERENCE_LISTS.get(item.name) or (text(f"{place} a"), text(f"{place} b"))
            case Kind.INTEGER:
                return -(index % 3) if "effect" in item.name else 1 + index % 4
            case Kind.FLAG:
                return index % 2 == 1
            case Kind.DATE:
                return date(2026, 1, 5) + timedelta(days=37 * index)
            case Kind.CHOICE:
                return tuple(item.record)[index % len(item.record)]
            case Kind.RECORD | Kind.OPTIONAL_RECORD:
                return filled(item.record, text=text, index=index, entries=entries)
            case Kind.RECORDS:
                numbers = range(index * entries, (index + 1) * entries)
                return tuple(
                    filled(item.record, text=text, index=number, entries=entries) for number in numbers
                )

    return record(**{item.name: value(item) for item in shape(record)})


def _consistent(rating: Rating, number: int) -> Rating:
    """Make a generically filled rating obey its own rules: the first applies, the second does not."""
    platform_id, risk_id = PLATFORM_IDS[number % 2], RISK_IDS[number % 2]
    placed = replace(rating, id=rating_id(platform_id, risk_id), platform_id=platform_id, risk_id=risk_id)
    if number % 2:
        return replace(
            placed,
            applicable=Answer.NO,
            baseline=None,
            gross=None,
            planned_override=None,
            proven_override=None,
        )
    return replace(
        placed,
        applicable=Answer.YES,
        baseline=Score(severity=3, likelihood=4),
        gross=Score(severity=3, likelihood=3),
        planned_override=Score(severity=2, likelihood=2),
        proven_override=Score(severity=3, likelihood=2),
    )


def full_assessment(text: Callable[[str], str] = telling_text, *, entries: int = 2) -> Assessment:
    """Return an assessment in which every field of every record is filled, each text with its own value."""
    generic = filled(Assessment, text=text, entries=entries)
    ratings = tuple(_consistent(rating, number) for number, rating in enumerate(generic.ratings[:2]))
    return replace(generic, id="a1", created_on=CREATED_ON, platforms=generic.platforms[:2], ratings=ratings)


def minimal_assessment() -> Assessment:
    """Return an assessment in which nothing has been answered yet."""
    return Assessment(id="a0", title="Neue DSFA", created_on=CREATED_ON)


_REASON = (
    "Der Betreiber wertet das Verhalten auf und neben dem Kanal aus; die Stadt führt ihm durch ihren "
    "Auftritt weitere Besuchende zu, hat auf die Auswertung aber keinen Einfluss (Fall {number})."
)


def large_assessment(*, platforms: int = 8, risks: int = 32, measures: int = 46) -> Assessment:
    """Return an assessment of the size of a city's, every applicable risk rated, for measurements."""
    platform_ids = tuple(f"p{number}" for number in range(platforms))
    risk_ids = tuple(f"R{number + 1:02}" for number in range(risks))
    base = full_assessment()
    ratings = tuple(
        Rating(
            id=rating_id(platform_id, risk_id),
            platform_id=platform_id,
            risk_id=risk_id,
            applicable=Answer.NO if number % 9 == 8 else Answer.YES,
            baseline=None if number % 9 == 8 or number % 4 else Score(severity=4, likelihood=3),
            baseline_reason="" if number % 4 else _REASON.format(number=number),
            gross=None if number % 9 == 8 else Score(severity=1 + number % 4, likelihood=1 + number % 3),
            reason=_REASON.format(number=number),
            acceptance_reason="" if number % 5 else _REASON.format(number=number),
            sources=("p0.status", "ruling:eugh-c-210-16"),
        )
        for number, (platform_id, risk_id) in enumerate(product(platform_ids, risk_ids))
    )
    states = tuple(MeasureState)
    for path, _ in tuple(unknown_platforms(replace(base, ratings=(), measures=()), platform_ids)):
        base = with_value(base, path, platform_ids[:1] if path[-1] == MANY else platform_ids[0])
    return replace(
        base,
        platforms=tuple(
            replace(base.platforms[0], id=platform_id, name=f"Plattform {platform_id[1:]}")
            for platform_id in platform_ids
        ),
        ratings=ratings,
        measures=tuple(
            Measure(
                id=f"M{number + 1:02}",
                catalogue_id=f"M{number + 1:02}",
                title=f"Maßnahme {number + 1}",
                description=_REASON.format(number=number),
                state=states[number % len(states)],
                risk_ids=tuple(risk_ids[(number + step) % risks] for step in range(4)),
                likelihood_effect=-(number % 3),
                owner="Online-Team",
                due_on=CREATED_ON + timedelta(days=number),
                evidence=(Evidence(id="e1", title=f"Nachweis {number + 1}", location="Aktenplan 047.11"),),
            )
            for number in range(measures)
        ),
    )


def platform_use(platform_id: str, **values: Any) -> PlatformUse:
    """Return the use of one platform with only these values set."""
    return PlatformUse(id=platform_id, **{"name": platform_id.capitalize(), **values})
