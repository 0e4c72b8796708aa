"""The tables, derived from the structure of the domain records.

One table per collection of records (``channels``, ``ratings`` …) with a position that keeps the order; single
records such as the decision are columns of their parent, prefixed with the field's name. A field added to a
domain record is a new column here and needs a migration; a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import FieldShape, Kind, shape
from dsfa_app.storage.catalogue_states import catalogue_states, catalogue_texts
from dsfa_app.storage.journal import journal, journal_head
from dsfa_app.storage.overview import summaries
from dsfa_app.storage.profiles import risk_profiles
from dsfa_app.storage.schema import ROOT, metadata
from dsfa_app.storage.sign_offs import renderings, sign_offs, signed_files
from dsfa_app.storage.versions import versions

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

__all__ = [
    "assessments",
    "catalogue_states",
    "catalogue_texts",
    "journal",
    "journal_head",
    "metadata",
    "renderings",
    "risk_profiles",
    "sign_offs",
    "signed_files",
    "summaries",
    "versions",
]

_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.TEXT: Text,
    Kind.CHOICE: Text,
    Kind.INTEGER: Integer,
    Kind.FLAG: Boolean,
    Kind.DATE: Date,
    Kind.TEXTS: JSON,
}


def _columns(record: type[Any], prefix: str = "", *, nullable: bool = False) -> list[Column[Any]]:
    columns: list[Column[Any]] = []
    for item in shape(record):
        name = prefix + item.name
        match item.kind:
            case Kind.RECORD | Kind.OPTIONAL_RECORD:
                optional = item.kind is Kind.OPTIONAL_RECORD
                columns += _columns(item.record, f"{name}_", nullable=nullable or optional)
            case Kind.RECORDS:
                pass
            case _:
                columns.append(Column(name, _TYPES[item.kind], nullable=nullable or item.optional))
    return columns


def _child_table(field: FieldShape, parent: str, parent_keys: list[str]) -> Table:
    """One table for a collection; its rows are keyed by the parent's key and their own id."""
    inherited = ["assessment_id"] if parent == ROOT else [*parent_keys[:-1], f"{parent}_id"]
    return Table(
        field.name,
        metadata,
        *(Column(key, Text, nullable=False) for key in inherited),
        *_columns(field.record),
        Column("position", Integer, nullable=False),
        PrimaryKeyConstraint(*inherited, "id"),
        ForeignKeyConstraint(inherited, [f"{parent}.{key}" for key in parent_keys], ondelete="CASCADE"),
    )


def _add_collections(record: type[Any], parent: str, parent_keys: list[str]) -> None:
    for item in shape(record):
        if item.kind is Kind.RECORDS:
            table = _child_table(item, parent, parent_keys)
            keys = [column.name for column in table.primary_key.columns]
            _add_collections(item.record, item.name, keys)


assessments = Table(
    ROOT,
    metadata,
    *_columns(Assessment),
    Column("revision", Integer, nullable=False),
    PrimaryKeyConstraint("id"),
)
_add_collections(Assessment, ROOT, ["id"])
