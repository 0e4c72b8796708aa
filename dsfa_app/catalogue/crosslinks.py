"""Checks that hold between files: every reference leads somewhere, risks and measures name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dsfa_app.catalogue.faults import fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from dsfa_app.catalogue.catalogue import Catalogue

WIDER_SCOPES = ("alle", "alle-us-anbieter", "website")
"""What a ruling may affect beside single platforms."""


class _Reference(NamedTuple):
    file: str
    key: str
    target: str
    known: Container[str]


def check_crosslinks(catalogue: Catalogue) -> None:
    """Refuse a catalogue whose entries refer to something that does not exist, or only in one direction.

    Raises:
        CatalogueError: names the file and key of the reference.
    """
    for reference in _references(catalogue):
        if reference.target not in reference.known:
            raise fault(reference.file, reference.key, f"„{reference.target}“ gibt es nicht")
    _check_both_directions(catalogue)
    _check_traits(catalogue)


def _references(catalogue: Catalogue) -> Iterator[_Reference]:
    yield from _reference_references(catalogue)
    yield from _platform_references(catalogue)
    yield from _risk_references(catalogue)
    yield from _measure_references(catalogue)
    yield from _method_references(catalogue)


def _many(file: str, key: str, targets: tuple[str, ...], known: Container[str]) -> Iterator[_Reference]:
    return (_Reference(file, key, target, known) for target in targets)


def _reference_references(catalogue: Catalogue) -> Iterator[_Reference]:
    for norm in catalogue.norms.values():
        yield _Reference("norms.yaml", f"norms.{norm.id}.law", norm.law, catalogue.laws)
    for term in catalogue.glossary.values():
        key = f"terms.{term.id}"
        yield from _many("glossary.yaml", f"{key}.norms", term.norms, catalogue.norms)
        if term.source is not None:
            yield _Reference("glossary.yaml", f"{key}.source", term.source, catalogue.sources)
    for name, picker in catalogue.pickers.items():
        for item in picker.values():
            yield from _many("pickers.yaml", f"pickers.{name}.{item.id}.norms", item.norms, catalogue.norms)
    for field in catalogue.platform_fields.values():
        yield _Reference(
            "platform_fields.yaml", f"fields.{field.path}.group", field.group, catalogue.field_groups
        )


def _platform_references(catalogue: Catalogue) -> Iterator[_Reference]:
    pickers = catalogue.pickers
    for platform in catalogue.platforms.values():
        file = f"platforms/{platform.id}.yaml"
        yield _Reference(file, "category", platform.category, pickers["platform_categories"])
        yield _Reference(file, "volatility", platform.volatility, pickers["volatility"])
        yield from _many(file, "traits", tuple(platform.traits), pickers["traits"])
        yield from _many(file, "rulings", platform.rulings, catalogue.rulings)
        options = platform.configuration_options
        yield from _many(file, "configuration_options", options, catalogue.configuration_options)
    affected = {*catalogue.platforms, *WIDER_SCOPES}
    for ruling in catalogue.rulings.values():
        yield from _many("rulings.yaml", f"rulings.{ruling.id}.affects", ruling.affects, affected)


def _risk_references(catalogue: Catalogue) -> Iterator[_Reference]:
    pickers = catalogue.pickers
    for risk in catalogue.risks.values():
        for name, targets, known in (
            ("goals", risk.goals, pickers["goals"]),
            ("sources", risk.sources, pickers["risk_sources"]),
            ("damages", risk.damages, pickers["damages"]),
            ("damage_classes", risk.damage_classes, pickers["damage_classes"]),
            ("alternative.platforms", risk.alternative_platforms, catalogue.platforms),
            ("facts", risk.facts, catalogue.platform_fields),
            ("measures", risk.measures, catalogue.measures),
            ("named_by", risk.named_by, catalogue.sources),
        ):
            yield from _many("risks.yaml", f"risks.{risk.id}.{name}", targets, known)


def _measure_references(catalogue: Catalogue) -> Iterator[_Reference]:
    for measure in catalogue.measures.values():
        for name, targets, known in (
            ("goals", measure.goals, catalogue.pickers["goals"]),
            ("risks", measure.risks, catalogue.risks),
            ("named_by", measure.named_by, catalogue.sources),
        ):
            yield from _many("measures.yaml", f"measures.{measure.id}.{name}", targets, known)


def _method_references(catalogue: Catalogue) -> Iterator[_Reference]:
    for profile in catalogue.profiles.values():
        yield _Reference(f"profiles/{profile.id}.yaml", "source", profile.source, catalogue.sources)
    categories = catalogue.pickers["platform_categories"]
    for rule in catalogue.threshold_rules.values():
        key = f"rules.{rule.id}"
        file = "threshold_rules.yaml"
        yield _Reference(file, f"{key}.group", rule.group, catalogue.threshold_groups)
        yield _Reference(file, f"{key}.source", rule.source, catalogue.sources)
        yield from _many(file, f"{key}.norms", rule.norms, catalogue.norms)
        yield from _many(file, f"{key}.implies", rule.implies, catalogue.threshold_rules)
        yield from _many(file, f"{key}.pre_answers", tuple(rule.pre_answers), categories)


def _check_both_directions(catalogue: Catalogue) -> None:
    for risk in catalogue.risks.values():
        for name in risk.measures:
            if risk.id not in catalogue.measures[name].risks:
                raise fault(
                    "measures.yaml", f"measures.{name}.risks", f"„{risk.id}“ verweist hierher und fehlt"
                )
    for measure in catalogue.measures.values():
        for name in measure.risks:
            if measure.id not in catalogue.risks[name].measures:
                raise fault(
                    "risks.yaml", f"risks.{name}.measures", f"„{measure.id}“ verweist hierher und fehlt"
                )


def _check_traits(catalogue: Catalogue) -> None:
    for platform in catalogue.platforms.values():
        for name in catalogue.pickers["traits"]:
            if name not in platform.traits:
                raise fault(f"platforms/{platform.id}.yaml", f"traits.{name}", "die Angabe fehlt")
