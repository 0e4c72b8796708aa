"""Risk profiles of the body's own, beside those the catalogue ships."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, PrimaryKeyConstraint, Table, Text

from dsfa_app.storage.schema import metadata

risk_profiles = Table(
    "risk_profiles",
    metadata,
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    PrimaryKeyConstraint("id", "version"),
)
"""Every version stays, since released assessments were judged by it; one version of a profile is current."""
