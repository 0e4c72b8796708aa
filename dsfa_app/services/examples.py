"""Example assessments, built from the files in ``resources/examples`` and the catalogue.

``index.yaml`` lists the examples. An example is a folder of part files, each holding some fields of the
assessment under the names of the domain, ``measures.yaml`` (what is said about a measure of the catalogue),
``platforms.yaml`` (the platforms in their order and how each is weighed) and one file per platform. The files
are read strictly: an example is the first thing a newcomer sees, so a mistake in it has to fail a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.catalogue.citations import CitableSources
from dsfa_app.catalogue.yaml_source import parse_yaml
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.measure import Measure
from dsfa_app.errors import NotFoundError
from dsfa_app.services.example_platform import PlatformPart, read_platform
from dsfa_app.services.record_reader import Place, RecordReader, mapping, sequence
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from datetime import date, datetime
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from dsfa_app.catalogue import Catalogue
    from dsfa_app.services.assessments import Assessments, StoredAssessment

_PARTS = ("frame", "threshold", "processing", "channels", "responsibilities", "necessity", "outcome")
"""The part files; each names the fields of the assessment it decides."""


@dataclass(frozen=True, slots=True)
class ExampleInfo:
    """An example a user can start from."""

    id: str
    title: str
    description: str


class Examples:
    """Offers the shipped examples and stores assessments made from them."""

    def __init__(
        self,
        catalogue: Catalogue,
        assessments: Assessments,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._catalogue = catalogue
        self._assessments = assessments
        self._clock = clock
        self._new_id = new_id

    def available(self) -> tuple[ExampleInfo, ...]:
        """Return the examples in the order of the index.

        Raises:
            CatalogueError: the index is missing or broken.
        """
        return available_examples()

    def build(self, example_id: str, today: date, new_id: str) -> Assessment:
        """Return the example as a new assessment with this id and date; nothing is stored.

        Raises:
            NotFoundError: there is no such example.
            CatalogueError: a file is missing or broken, or names what the catalogue does not know.
        """
        return build_example(example_id, self._catalogue, today, new_id)

    def create(self, example_id: str) -> StoredAssessment:
        """Store the example as a new assessment and return it.

        Raises:
            NotFoundError: there is no such example.
            CatalogueError: a file of the example is missing or broken.
            StorageError: the assessment cannot be stored.
        """
        return self._assessments.add(self.build(example_id, self._clock().date(), self._new_id()))


def available_examples(root: Traversable | Path | None = None) -> tuple[ExampleInfo, ...]:
    """Return the examples listed in the folder ``root``, the shipped ones if None.

    Raises:
        CatalogueError: the index is missing or broken.
    """
    raw, place = _read(root or resource("examples"), "index.yaml")
    found = []
    for number, entry in enumerate(sequence(raw.get("examples"), place.at("examples")), start=1):
        here = place.at(f"examples.{number}")
        texts = mapping(entry, here)
        if texts.keys() != {"id", "title", "description"}:
            raise here.fault("erwartet werden die Angaben id, title und description")
        found.append(ExampleInfo(**{name: str(text) for name, text in texts.items()}))
    return tuple(found)


def build_example(
    example_id: str, catalogue: Catalogue, today: date, new_id: str, root: Traversable | Path | None = None
) -> Assessment:
    """Return an example of the folder ``root``, the shipped ones if None, as an assessment made ``today``.

    Raises:
        NotFoundError: the index does not list it.
        CatalogueError: a file is missing or broken, or names what the catalogue does not know.
    """
    if all(info.id != example_id for info in available_examples(root)):
        raise NotFoundError(f"Das Beispiel „{example_id}“ gibt es nicht. Bitte eines aus der Liste wählen.")
    return _Builder(root or resource("examples"), example_id, catalogue).assessment(today, new_id)


def _read(root: Traversable | Path, *parts: str) -> tuple[dict[str, Any], Place]:
    place = Place("/".join(("examples", *parts)))
    try:
        text = root.joinpath(*parts).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise place.fault("die Datei fehlt oder ist nicht lesbar") from error
    return mapping(parse_yaml(place.file, text), place), place


def _known_ids(catalogue: Catalogue) -> Mapping[str, Container[str]]:
    """Return which ids the fields of an assessment may name."""
    return {
        "profile_id": catalogue.profiles,
        "platform_id": catalogue.platforms,
        "platform_ids": catalogue.platforms,
        "risk_id": catalogue.risks,
        "sources": CitableSources(catalogue),
        "triggers": catalogue.pickers["review_triggers"],
        "SystemUse.catalogue_id": catalogue.systems,
        "ThresholdAnswer.id": catalogue.threshold_rules,
    }


class _Builder:
    """Puts one example together from its files."""

    def __init__(self, root: Traversable | Path, example_id: str, catalogue: Catalogue) -> None:
        self._root = root
        self._example_id = example_id
        self._catalogue = catalogue
        self._reader = RecordReader(_known_ids(catalogue))

    def assessment(self, today: date, new_id: str) -> Assessment:
        """Read all files and put the assessment together."""
        platforms = self._platforms()
        given: dict[str, Any] = {
            "id": new_id,
            "created_on": today,
            "measures": self._measures(),
            "platforms": tuple(part.use for part in platforms),
            "roles": tuple(role for part in platforms for role in part.roles),
            "joint_arrangements": tuple(part.joint_arrangement for part in platforms),
            "transfers": tuple(transfer for part in platforms for transfer in part.transfers),
            "ratings": tuple(rating for part in platforms for rating in part.ratings),
        }
        for part in _PARTS:
            raw, place = _read(self._root, self._example_id, f"{part}.yaml")
            for name, value in self._reader.values(Assessment, raw, place).items():
                if name in given:
                    raise place.at(name).fault("diese Angabe wird an anderer Stelle gemacht")
                given[name] = value
        frame = Place(f"examples/{self._example_id}/{_PARTS[0]}.yaml")
        return self._reader.record(Assessment, {}, frame, **given)

    def _platforms(self) -> tuple[PlatformPart, ...]:
        weighings, place = _read(self._root, self._example_id, "platforms.yaml")
        return tuple(
            self._platform(platform_id, mapping(weighing, place.at(platform_id)), place.at(platform_id))
            for platform_id, weighing in weighings.items()
        )

    def _platform(self, platform_id: str, weighing: dict[str, Any], listed: Place) -> PlatformPart:
        known = self._catalogue.platforms.get(platform_id)
        if known is None:
            raise listed.fault("diese Plattform gibt es im Katalog nicht")
        raw, place = _read(self._root, self._example_id, "platforms", f"{platform_id}.yaml")
        if raw.get("platform") != platform_id:
            raise place.at("platform").fault("Kennung und Dateiname stimmen nicht überein")
        return read_platform(raw, weighing, known.name, place, self._reader)

    def _measures(self) -> tuple[Measure, ...]:
        raw, place = _read(self._root, self._example_id, "measures.yaml")
        entries = mapping(raw.get("measures"), place.at("measures"))
        return tuple(
            self._measure(measure_id, said, place.at(f"measures.{measure_id}"))
            for measure_id, said in entries.items()
        )

    def _measure(self, measure_id: str, said: object, place: Place) -> Measure:
        known = self._catalogue.measures.get(measure_id)
        if known is None:
            raise place.fault("diese Maßnahme gibt es im Katalog nicht")
        return self._reader.record(
            Measure,
            said,
            place,
            id=known.id,
            catalogue_id=known.id,
            title=known.title,
            description=known.description,
            type=known.type,
            risk_ids=known.risks,
            severity_effect=known.effect.severity,
            likelihood_effect=known.effect.likelihood,
            documentary=known.documentary,
        )
