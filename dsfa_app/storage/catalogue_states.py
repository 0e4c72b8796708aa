"""What the catalogue said about an assessment when somebody last took note of it.

The texts are kept once for each state of the catalogue; an assessment keeps, subject by subject, which of
these states was the noted one. A subject is a platform, or a single source cited beside the platforms.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    insert,
    select,
    union,
    update,
)

from dsfa_app.storage.overview import summaries
from dsfa_app.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

catalogue_texts = Table(
    "catalogue_texts",
    metadata,
    Column("fingerprint", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("content", LargeBinary),
    Column("compared", Boolean, nullable=False),
    PrimaryKeyConstraint("fingerprint"),
)
"""``content`` is compressed JSON, id of a statement → what it says; empty where only the version is known,
as for a file that was made with another catalogue. ``compared``: all assessments were held against it."""

catalogue_states = Table(
    "catalogue_states",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("catalogue_fingerprint", Text, nullable=False),
    PrimaryKeyConstraint("assessment_id", "subject"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTexts:
    """A state of the catalogue; ``statements`` is None where only its version is known."""

    fingerprint: str
    version: str
    statements: Mapping[str, Any] | None


class CatalogueStateStore:
    """Reads and writes states of the catalogue on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def noted(self, assessment_id: str) -> dict[str, str]:
        """Return the fingerprint of the noted catalogue by subject."""
        query = select(catalogue_states.c.subject, catalogue_states.c.catalogue_fingerprint).where(
            catalogue_states.c.assessment_id == assessment_id
        )
        return dict(self._connection.execute(query).all())

    def note(self, assessment_id: str, noted: Mapping[str, str]) -> None:
        """Keep these subjects; what was noted before stays as it was."""
        missing = noted.keys() - self.noted(assessment_id).keys()
        rows = [
            {"assessment_id": assessment_id, "subject": subject, "catalogue_fingerprint": noted[subject]}
            for subject in sorted(missing)
        ]
        if rows:
            self._connection.execute(insert(catalogue_states), rows)

    def behind(self, fingerprint: str) -> tuple[str, ...]:
        """Return the ids of the assessments that may have to be looked at under this state of the catalogue.

        They noted or judged another one, or their line of the overview counts changes.
        """
        events = metadata.tables["review_events"]
        query = union(
            select(catalogue_states.c.assessment_id).where(
                catalogue_states.c.catalogue_fingerprint != fingerprint
            ),
            select(events.c.assessment_id).where(events.c.catalogue_fingerprint.not_in(("", fingerprint))),
            select(summaries.c.id).where(summaries.c.changed_facts != 0),
        )
        return tuple(sorted(self._connection.execute(query).scalars()))

    def has_texts(self, fingerprint: str) -> bool:
        """Tell whether the texts of this state of the catalogue are kept."""
        query = select(catalogue_texts.c.fingerprint).where(
            catalogue_texts.c.fingerprint == fingerprint, catalogue_texts.c.content.is_not(None)
        )
        return self._connection.execute(query).first() is not None

    def texts(self, fingerprint: str) -> KeptTexts | None:
        """Return a state of the catalogue, None when it was never kept.

        Of damaged texts the version is left: nobody is told a former text that may be wrong, and no
        assessment is kept from opening.
        """
        query = select(catalogue_texts.c.version, catalogue_texts.c.content).where(
            catalogue_texts.c.fingerprint == fingerprint
        )
        row = self._connection.execute(query).first()
        if row is None:
            return None
        version, content = row
        try:
            statements = None if content is None else json.loads(zlib.decompress(content))
        except (zlib.error, ValueError):
            statements = None
        return KeptTexts(fingerprint=fingerprint, version=version, statements=statements)

    def keep(self, texts: KeptTexts) -> None:
        """Keep a state of the catalogue; texts are added to one that is known by its version only."""
        content = None
        if texts.statements is not None:
            plain = json.dumps(texts.statements, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            content = zlib.compress(plain.encode())
        same = catalogue_texts.c.fingerprint == texts.fingerprint
        if not self.versions([texts.fingerprint]):
            row = {
                "fingerprint": texts.fingerprint,
                "version": texts.version,
                "content": content,
                "compared": False,
            }
            self._connection.execute(insert(catalogue_texts), row)
        elif content is not None:
            self._connection.execute(
                update(catalogue_texts)
                .where(same, catalogue_texts.c.content.is_(None))
                .values(content=content)
            )

    def is_compared(self, fingerprint: str) -> bool:
        """Tell whether all assessments were held against this state of the catalogue."""
        query = select(catalogue_texts.c.compared).where(catalogue_texts.c.fingerprint == fingerprint)
        return bool(self._connection.execute(query).scalar())

    def mark_compared(self, fingerprint: str) -> None:
        """Remember that all assessments were held against this state, the last one in use."""
        self._connection.execute(
            update(catalogue_texts).values(compared=catalogue_texts.c.fingerprint == fingerprint)
        )

    def versions(self, fingerprints: Iterable[str]) -> dict[str, str]:
        """Return the versions of these states of the catalogue, as far as they are known."""
        query = select(catalogue_texts.c.fingerprint, catalogue_texts.c.version).where(
            catalogue_texts.c.fingerprint.in_(tuple(fingerprints))
        )
        return dict(self._connection.execute(query).all())
