"""Loads the catalogue: read the files, build the records, check what holds between them."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue import (
    build_platforms,
    build_reference,
    build_scenarios,
    build_threshold,
)
from dsfa_app.catalogue.catalogue import Catalogue
from dsfa_app.catalogue.compiled import parse_documents, shipped_documents
from dsfa_app.catalogue.crosslinks import check_crosslinks
from dsfa_app.catalogue.faults import fault
from dsfa_app.catalogue.node import Node, by_id
from dsfa_app.catalogue.profiles import build_profiles
from dsfa_app.catalogue.sources import read_sources
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from dsfa_app.catalogue.compiled import Documents
    from dsfa_app.catalogue.facts import Fact
    from dsfa_app.catalogue.model import Platform, PlatformField


def load_catalogue(root: Traversable | Path | None = None) -> Catalogue:
    """Return the checked catalogue in the folder ``root``, the shipped one if None.

    Raises:
        CatalogueError: a file is missing, broken, malicious or contradicts another; names file and key.
    """
    if root is None:
        folder = resource("catalogue")
        sources = read_sources(folder)
        documents = shipped_documents(folder, sources)
    else:
        sources = read_sources(root)
        documents = parse_documents(sources)
    catalogue = _build(documents, sources.fingerprint)
    check_crosslinks(catalogue)
    return catalogue


def _build(documents: Documents, fingerprint: str) -> Catalogue:
    nodes = {name: Node(name, "", document) for name, document in documents.items()}
    head, norms, fields = nodes["catalogue.yaml"], nodes["norms.yaml"], nodes["platform_fields.yaml"]
    rules = nodes["threshold_rules.yaml"]
    platform_fields = fields.records("fields", build_reference.build_platform_field)
    platforms = _platforms(nodes, head, platform_fields)
    systems = nodes["systems.yaml"].records("systems", build_platforms.build_system)
    rulings = nodes["rulings.yaml"].records("rulings", build_platforms.build_ruling)
    options = nodes["configuration.yaml"].records(
        "configuration_options", build_platforms.build_configuration_option
    )
    framework = build_platforms.build_legal_framework(nodes["legal_framework.yaml"])
    catalogue = Catalogue(
        id=head.text("id"),
        version=head.text("version"),
        created=head.text("created"),
        title=head.text("title"),
        archived_until=head.text("archived_until"),
        notes=head.texts("notes"),
        fingerprint=fingerprint,
        sources=head.records("sources", build_reference.build_source),
        laws=norms.records("laws", build_reference.build_law),
        norms=norms.records("norms", build_reference.build_norm),
        glossary=nodes["glossary.yaml"].records("terms", build_reference.build_term),
        pickers=build_reference.build_pickers(nodes["pickers.yaml"]),
        field_groups=fields.records("groups", build_reference.build_field_group),
        platform_fields=platform_fields,
        platforms=platforms,
        systems=systems,
        rulings=rulings,
        configuration_options=options,
        legal_framework=framework,
        facts=_all_facts(
            *(platform.facts.values() for platform in platforms.values()),
            *(system.facts.values() for system in systems.values()),
            (ruling.fact for ruling in rulings.values()),
            (option.fact for option in options.values()),
            framework.values(),
        ),
        risks=nodes["risks.yaml"].records("risks", lambda node: build_scenarios.build_risk(node, platforms)),
        measures=nodes["measures.yaml"].records("measures", build_scenarios.build_measure),
        profiles=build_profiles(nodes, documents),
        threshold_groups=rules.records("groups", build_threshold.build_threshold_group),
        threshold_rules=rules.records("rules", build_threshold.build_threshold_rule),
        wp248_threshold=rules.whole("wp248_threshold", 1, 9),
    )
    for node in nodes.values():
        node.finish()
    return catalogue


def _platforms(
    nodes: Mapping[str, Node], head: Node, fields: Mapping[str, PlatformField]
) -> Mapping[str, Platform]:
    """Build the platforms in the order of ``catalogue.yaml``; list and files must agree."""
    listed = head.texts("platforms")
    for file in _files_of(nodes, "platforms"):
        if _stem(file) not in listed:
            raise head.fault("platforms", f"die Datei „{file}“ ist nicht aufgeführt")
    pairs = []
    for platform_id in listed:
        node = nodes.get(f"platforms/{platform_id}.yaml")
        if node is None:
            raise head.fault("platforms", f"die Datei „platforms/{platform_id}.yaml“ fehlt")
        platform = build_platforms.build_platform(node, fields)
        node.check_file_name(platform.id)
        pairs.append((node, platform))
    return by_id(pairs)


def _all_facts(*groups: Iterable[Fact]) -> Mapping[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in chain.from_iterable(groups):
        if fact.id in found:
            raise fault("systems.yaml", fact.id, "die Kennung der Tatsache ist doppelt")
        found[fact.id] = fact
    return MappingProxyType(found)


def _files_of(nodes: Mapping[str, Node], folder: str) -> list[str]:
    return [name for name in nodes if name.startswith(f"{folder}/")]


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
