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
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import FieldShape, Kind, shape

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

ROOT = "assessments"
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

summaries = Table(
    "summaries",
    metadata,
    Column("id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("controller", Text, nullable=False),
    Column("platform_names", JSON, nullable=False),
    Column("baseline_level", Integer),
    Column("planned_level", Integer),
    Column("proven_level", Integer),
    Column("open_risks", Integer, nullable=False),
    Column("open_measures", Integer, nullable=False),
    Column("review_due_on", Date),
    Column("changed_at", DateTime, nullable=False),
    PrimaryKeyConstraint("id"),
    Index("ix_summaries_changed_at", "changed_at"),
)
