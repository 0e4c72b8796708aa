"""Risk profiles: one file each in the folder ``profiles``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.catalogue.build_profile import build_profile
from dsfa_app.catalogue.compiled import shipped_documents
from dsfa_app.catalogue.faults import fault
from dsfa_app.catalogue.node import Node, by_id
from dsfa_app.catalogue.sources import read_sources
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsfa_app.catalogue.compiled import Documents
    from dsfa_app.method.profile import RiskProfile

FOLDER = "profiles/"
OWN_PREFIX = "eigen-"
"""Ids of profiles of the body's own begin like this, ids of shipped ones never do."""


def is_own(profile_id: str) -> bool:
    """Tell whether a profile of this id is one of the body's own."""
    return profile_id.startswith(OWN_PREFIX)


def build_profiles(nodes: Mapping[str, Node], documents: Documents) -> Mapping[str, RiskProfile]:
    """Build all profiles among the files of a catalogue; raises CatalogueError."""
    names = [name for name in nodes if name.startswith(FOLDER)]
    return by_id((nodes[name], _checked(nodes[name], documents[name])) for name in names)


def shipped_profiles(profile_ids: Iterable[str]) -> Mapping[str, RiskProfile]:
    """Return these shipped profiles by id without building the rest of the catalogue.

    Raises:
        CatalogueError: there is no such profile, or a file of the catalogue is broken.
    """
    folder = resource("catalogue")
    documents = shipped_documents(folder, read_sources(folder))
    return {profile_id: _shipped(profile_id, documents) for profile_id in profile_ids}


def _shipped(profile_id: str, documents: Documents) -> RiskProfile:
    name = f"{FOLDER}{profile_id}.yaml"
    if name not in documents:
        raise fault(name, "(Datei)", "das Risikoprofil fehlt")
    node = Node(name, "", documents[name])
    profile = _checked(node, documents[name])
    node.finish()
    return profile


def _checked(node: Node, document: object) -> RiskProfile:
    profile = build_profile(node, document)
    node.check_file_name(profile.id)
    return profile
