"""One platform of an example: its file in ``platforms/``, read into the records that speak about it.

The file says everything about one platform in one place (use, roles, arrangement, transfers, ratings),
because that is how it is written and checked; the assessment keeps it as collections over all platforms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dsfa_app.domain.presence import PlatformUse
from dsfa_app.domain.rating import Rating, rating_id
from dsfa_app.domain.responsibility import JointArrangement, RoleAllocation, Transfer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.services.record_reader import Place, RecordReader, mapping, sequence

_KEYS = frozenset(
    {
        "platform",
        "use",
        "roles",
        "joint_arrangement",
        "transfers",
        "retention",
        "retention_sources",
        "ratings",
    }
)
_SCORES = ("baseline", "gross")
_AXES = ("severity", "likelihood")


@dataclass(frozen=True, slots=True)
class PlatformPart:
    """What one platform contributes to the collections of an assessment."""

    use: PlatformUse
    roles: tuple[RoleAllocation, ...]
    joint_arrangement: JointArrangement
    transfers: tuple[Transfer, ...]
    ratings: tuple[Rating, ...]


def read_platform(
    raw: dict[str, Any], weighing: dict[str, Any], name: str, place: Place, reader: RecordReader
) -> PlatformPart:
    """Read a platform's file; ``weighing`` holds fields of its use that are decided over all platforms.

    Raises:
        CatalogueError: a key is missing or unknown, or a value does not fit.
    """
    for key in sorted(raw.keys() ^ _KEYS):
        raise place.at(key).fault("die Angabe fehlt oder ist nicht vorgesehen")
    platform_id = raw["platform"]
    return PlatformPart(
        use=_use(raw, weighing, name, place, reader),
        roles=_roles(platform_id, raw["roles"], place.at("roles"), reader),
        joint_arrangement=reader.record(
            JointArrangement,
            raw["joint_arrangement"],
            place.at("joint_arrangement"),
            id=f"{platform_id}.art26",
            platform_id=platform_id,
        ),
        transfers=tuple(
            reader.record(Transfer, entry, here, id=f"{platform_id}.{number}", platform_id=platform_id)
            for number, (entry, here) in enumerate(_entries(raw["transfers"], place.at("transfers")), start=1)
        ),
        ratings=_ratings(platform_id, raw["ratings"], place.at("ratings"), reader),
    )


def _entries(raw: object, place: Place) -> list[tuple[dict[str, Any], Place]]:
    return [
        (mapping(entry, place.at(str(number))), place.at(str(number)))
        for number, entry in enumerate(sequence(raw, place), start=1)
    ]


def _use(
    raw: dict[str, Any], weighing: dict[str, Any], name: str, place: Place, reader: RecordReader
) -> PlatformUse:
    here = place.at("use")
    use = mapping(raw["use"], here)
    for key in use.keys() & weighing.keys():
        raise here.at(key).fault("diese Angabe wird an anderer Stelle gemacht")
    cited = sequence(use.get("sources", []), here.at("sources"))
    added = sequence(raw["retention_sources"], place.at("retention_sources"))
    merged = {
        **use,
        **weighing,
        "retention": raw["retention"],
        "sources": list(dict.fromkeys((*cited, *added))),
    }
    return reader.record(PlatformUse, merged, here, id=raw["platform"], name=name)


def _roles(platform_id: str, raw: object, place: Place, reader: RecordReader) -> tuple[RoleAllocation, ...]:
    roles: dict[object, RoleAllocation] = {}
    for entry, here in _entries(raw, place):
        phase = entry.get("phase")
        if phase is None or phase in roles:
            raise here.at("phase").fault("die Angabe fehlt oder steht schon in einem anderen Eintrag")
        roles[phase] = reader.record(
            RoleAllocation, entry, here, id=f"{platform_id}.{phase}", platform_id=platform_id
        )
    return tuple(roles.values())


def _ratings(platform_id: str, raw: object, place: Place, reader: RecordReader) -> tuple[Rating, ...]:
    ratings = []
    for risk_id, entry in mapping(raw, place).items():
        here = place.at(risk_id)
        if not reader.knows("risk_id", risk_id):
            raise here.fault("dieses Risiko gibt es im Katalog nicht")
        said = {"applicable": Answer.YES.value, **mapping(entry, here)}
        for layer in _SCORES:
            if layer in said:
                said[layer] = _score(said[layer], here.at(layer))
        rating = reader.record(
            Rating,
            said,
            here,
            id=rating_id(platform_id, risk_id),
            platform_id=platform_id,
            risk_id=risk_id,
        )
        if (rating.applicable is Answer.YES) is (rating.gross is None):
            raise here.fault("bewertet wird genau das Risiko, das zutrifft")
        ratings.append(rating)
    return tuple(ratings)


def _score(raw: object, place: Place) -> dict[str, Any]:
    steps = sequence(raw, place)
    if len(steps) != len(_AXES):
        raise place.fault("erwartet werden zwei Stufen: Schwere und Eintrittswahrscheinlichkeit")
    return dict(zip(_AXES, steps, strict=True))
