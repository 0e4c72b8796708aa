"""Builds platforms, systems, rulings and configuration options, that is everything that consists of facts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue.facts import Evidence, Fact, period_end
from dsfa_app.catalogue.model import Attested, ConfigurationOption, Platform, Ruling, System, Trait

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dsfa_app.catalogue.model import PlatformField
    from dsfa_app.catalogue.node import Node


def build_fact(node: Node, fact_id: str, field: str = "") -> Fact:
    """Make a fact of the keys text, source, as_of and evidence of ``node``."""
    evidence = node.choice("evidence", Evidence)
    source = node.optional_text("source")
    if (source is None) is not (evidence is Evidence.UNSOURCED):
        raise node.fault("source", "genau bei der Belegart „nicht_belegt“ bleibt die Quelle leer")
    as_of = node.text("as_of")
    try:
        period_end(as_of)
    except ValueError:
        raise node.fault("as_of", f"„{as_of}“ ist weder Tag, Monat oder Jahr noch „unbekannt“") from None
    return Fact(fact_id, node.text("text"), source, as_of, evidence, field)


def build_platform(node: Node, fields: Mapping[str, PlatformField]) -> Platform:
    """Make a platform of its file; ``fields`` says which facts it must have."""
    platform_id = node.text("id")
    facts = {
        fact.id.removeprefix(f"{platform_id}."): fact
        for fact in _platform_facts(node.child("facts"), platform_id, fields.values())
    }
    traits = node.child("traits")
    return Platform(
        id=platform_id,
        name=node.text("name"),
        short_name=node.text("short_name"),
        operator_short=node.text("operator_short"),
        category=node.text("category"),
        volatility=node.text("volatility"),
        concepts=node.texts("concepts"),
        joint_arrangement=node.choice("joint_arrangement", Attested),
        dpf=node.choice("dpf", Attested),
        traits=MappingProxyType({name: _build_trait(traits, name, facts) for name in traits.names()}),
        rulings=node.texts("rulings"),
        configuration_options=node.texts("configuration_options"),
        facts=MappingProxyType(facts),
    )


def build_system(node: Node) -> System:
    """Make a system of its entry in ``systems.yaml``."""
    system_id = node.text("id")
    return System(
        id=system_id,
        name=node.text("name"),
        kind=node.text("kind"),
        facts=node.records("facts", lambda item: build_fact(item, f"{system_id}.{item.text('id')}")),
    )


def build_ruling(node: Node) -> Ruling:
    """Make a ruling of its entry in ``rulings.yaml``."""
    ruling_id = node.text("id")
    return Ruling(
        id=ruling_id,
        title=node.text("title"),
        date=node.text("date"),
        status=node.text("status"),
        affects=node.texts("affects"),
        fact=build_fact(node, f"rulings.{ruling_id}"),
    )


def build_configuration_option(node: Node) -> ConfigurationOption:
    """Make an option of its entry in ``configuration.yaml``."""
    option_id = node.text("id")
    return ConfigurationOption(
        id=option_id,
        title=node.text("title"),
        fact=build_fact(node, f"configuration_options.{option_id}"),
    )


def build_legal_framework(node: Node) -> Mapping[str, Fact]:
    """Make the facts of ``legal_framework.yaml``, by the id given there."""
    name = "legal_framework"
    facts = node.records(name, lambda item: build_fact(item, f"{name}.{item.text('id')}"))
    return MappingProxyType({fact.id.removeprefix(f"{name}."): fact for fact in facts.values()})


def _platform_facts(root: Node, platform_id: str, fields: Iterable[PlatformField]) -> Iterator[Fact]:
    """Read exactly the declared fields: a missing one and an undeclared one are both refused."""
    branches: dict[str, Node] = {"": root}
    for field in fields:
        *parents, name = field.path.split(".")
        parent = _descend(branches, parents)
        if field.many:
            yield from _listed_facts(parent, name, f"{platform_id}.{field.path}", field.path)
        else:
            node = parent.child(name)
            yield build_fact(node, f"{platform_id}.{field.path}", field.path)
            node.finish()
    for branch in branches.values():
        branch.finish()


def _descend(branches: dict[str, Node], parents: list[str]) -> Node:
    path = ""
    node = branches[path]
    for name in parents:
        path = f"{path}.{name}" if path else name
        if path not in branches:
            branches[path] = node.child(name)
        node = branches[path]
    return node


def _listed_facts(parent: Node, name: str, prefix: str, field: str) -> Iterator[Fact]:
    facts = parent.records(name, lambda item: build_fact(item, f"{prefix}.{item.text('id')}", field))
    return iter(facts.values())


def _build_trait(traits: Node, name: str, facts: Mapping[str, Fact]) -> Trait:
    node = traits.child(name)
    trait = Trait(
        id=name,
        answer=node.choice("answer", Attested),
        facts=tuple(_supporting_facts(node, facts)),
        inferred=node.flag("inferred"),
        note=node.optional_text("note"),
    )
    node.finish()
    return trait


def _supporting_facts(node: Node, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Resolve each path to the fact with that path, or to all facts of the list field with that path."""
    paths = node.texts("facts")
    if not paths:
        raise node.fault("facts", "eine Eigenschaft braucht mindestens eine Tatsache")
    for path in paths:
        found = [fact.id for key, fact in facts.items() if path in (key, fact.field)]
        if not found:
            raise node.fault("facts", f"die Tatsache „{path}“ gibt es nicht")
        yield from found
