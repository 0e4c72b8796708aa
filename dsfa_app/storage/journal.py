"""The journal: what was done, by whom and when, each entry chained to the one before by its hash."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, Index, Integer, PrimaryKeyConstraint, Table, Text

from dsfa_app.storage.schema import metadata

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("assessment_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("content", JSON),
    Column("content_sha256", Text, nullable=False),
    Column("previous_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    PrimaryKeyConstraint("number"),
    Index("ix_journal_assessment_id", "assessment_id"),
)
"""Entries outlive the assessment they speak of, so there is no foreign key.

``content`` holds the old and the new value with a random salt; only its hash is part of the chain. So it can
be emptied when an assessment is deleted for good (Art. 17 GDPR), and the chain still holds.
"""
