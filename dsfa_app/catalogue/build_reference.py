"""Builds sources, norms, glossary and pickers from parsed files."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dsfa_app.catalogue.model import Basis, FieldGroup, Law, Norm, PickerItem, PlatformField, Source, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.node import Node


def build_source(node: Node) -> Source:
    """Make a source of its entry in ``catalogue.yaml``."""
    return Source(
        id=node.text("id"),
        title=node.text("title"),
        date=node.optional_text("date"),
        address=node.optional_text("address"),
        read=node.flag("read"),
    )


def build_law(node: Node) -> Law:
    """Make a law of its entry in ``norms.yaml``."""
    return Law(
        id=node.text("id"),
        abbreviation=node.text("abbreviation"),
        title=node.text("title"),
        date=node.optional_text("date"),
        version_as_of=node.optional_text("version_as_of"),
        address=node.optional_text("address"),
    )


def build_norm(node: Node) -> Norm:
    """Make a norm of its entry in ``norms.yaml``."""
    return Norm(
        id=node.text("id"),
        law=node.text("law"),
        citation=node.text("citation"),
        title=node.text("title"),
        text=node.text("text"),
        basis=node.choice("basis", Basis),
        valid_until=node.optional_text("valid_until"),
    )


def build_term(node: Node) -> Term:
    """Make a term of its entry in ``glossary.yaml``."""
    return Term(
        id=node.text("id"),
        term=node.text("term"),
        english=node.text("english"),
        code=node.text("code"),
        text=node.text("text"),
        norms=node.texts("norms"),
        source=node.optional_text("source"),
    )


def build_pickers(node: Node) -> Mapping[str, Mapping[str, PickerItem]]:
    """Make all choice lists of ``pickers.yaml``."""
    pickers = node.child("pickers")
    return MappingProxyType({name: pickers.records(name, _build_item) for name in pickers.names()})


def build_field_group(node: Node) -> FieldGroup:
    """Make a heading of its entry in ``platform_fields.yaml``."""
    return FieldGroup(id=node.text("id"), label=node.text("label"))


def build_platform_field(node: Node) -> PlatformField:
    """Make a field of its entry in ``platform_fields.yaml``."""
    return PlatformField(
        path=node.text("path"), label=node.text("label"), group=node.text("group"), many=node.flag("many")
    )


def _build_item(node: Node) -> PickerItem:
    return PickerItem(
        id=node.text("id"),
        label=node.text("label"),
        description=node.optional_text("description"),
        norms=node.texts("norms"),
        sensitive=node.flag("sensitive", default=False),
    )
