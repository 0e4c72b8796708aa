"""Frozen versions: the canonical JSON of an assessment at one moment, with what it was judged by."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from dsfa_app.storage.schema import metadata

versions = Table(
    "versions",
    metadata,
    Column("id", Text, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("frame", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("superseded_at", DateTime),
    PrimaryKeyConstraint("id"),
    Index("ix_versions_assessment_id", "assessment_id"),
)
"""``kind`` is that of the approval it was frozen for, „freigabe“ for a released version.

``content`` is the canonical JSON (``exchange.canonical``), compressed; ``frame`` the risk profile and the
texts of the catalogue it used, as compressed JSON. ``sha256`` is over the uncompressed content and frame.
"""
