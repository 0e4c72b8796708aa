"""What the catalogue said about an assessment's platforms when somebody last took note of it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, LargeBinary, PrimaryKeyConstraint, Table, Text

from dsfa_app.storage.schema import metadata

catalogue_states = Table(
    "catalogue_states",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("catalogue_version", Text, nullable=False),
    Column("catalogue_fingerprint", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("assessment_id"),
)
"""``content`` is compressed JSON, id of a fact → its text and date, to compare a later catalogue with."""
