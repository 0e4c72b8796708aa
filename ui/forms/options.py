"""What can be chosen in a field, where it comes from the assessment or the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.domain.assessment import DEFAULT_PROFILE_ID, Assessment

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value stored and the label shown."""

    value: str
    label: str


OptionSource = Callable[[Assessment, "Catalogue"], tuple[Option, ...]]


def platforms(assessment: Assessment, _catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the platforms of the assessment."""
    return tuple(Option(use.id, use.name or use.id) for use in assessment.platforms)


def all_platforms(assessment: Assessment, catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the platforms of the assessment, then the others: a retired channel may stand on any."""
    covered = platforms(assessment, catalogue)
    known = {option.value for option in covered}
    others = (Option(entry.id, entry.name) for entry in catalogue.platforms.values() if entry.id not in known)
    return (*covered, *others)


def departments(assessment: Assessment, _catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the names of the departments of the assessment."""
    return tuple(Option(entry.name, entry.name) for entry in assessment.departments if entry.name)


def picker(name: str) -> OptionSource:
    """Return the items of one of the catalogue's pickers, stored by id."""

    def offered(_assessment: Assessment, catalogue: Catalogue) -> tuple[Option, ...]:
        return tuple(Option(item.id, item.label) for item in catalogue.pickers[name].values())

    return offered


def picker_labels(name: str) -> OptionSource:
    """Return the items of one of the catalogue's pickers as suggestions, stored as text."""

    def offered(_assessment: Assessment, catalogue: Catalogue) -> tuple[Option, ...]:
        return tuple(Option(item.label, item.label) for item in catalogue.pickers[name].values())

    return offered


def systems(_assessment: Assessment, catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the systems of the catalogue."""
    return tuple(Option(system.id, system.name) for system in catalogue.systems.values())


def profiles(_assessment: Assessment, catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the risk profiles of the catalogue, the one a new assessment begins with first."""
    usual = catalogue.profiles.get(DEFAULT_PROFILE_ID)
    others = (profile for profile in catalogue.profiles.values() if profile is not usual)
    listed = (usual, *others) if usual is not None else tuple(others)
    return tuple(Option(profile.id, profile.title) for profile in listed)
