"""Katalogabgleich: what changed in the catalogue since somebody last took note, assessment by assessment.

Taking note is part of the assessment: a judged ``ReviewEvent`` names the statements and the catalogue they
were judged with, so that undo takes it back like everything else. Beside the assessment the database keeps
only which catalogue was the present one when a platform came in, and the texts of every catalogue seen.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from dsfa_app.method.catalogue_changes import CatalogueChange, catalogue_changes
from dsfa_app.method.checks.sources import cited_sources
from dsfa_app.method.review import ARCHIVED
from dsfa_app.services.catalogue_statements import plain_statements, read_statements, statements_of
from dsfa_app.storage.catalogue_states import KeptTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.exchange.canonical import Reference
    from dsfa_app.method.catalogue_changes import Statement
    from dsfa_app.storage.database import Database, UnitOfWork

NOT_NAMED = "unbekannt"
"""Stands for the fingerprint of a catalogue that a file does not name."""


def _cited(assessment: Assessment) -> dict[str, tuple[Path, ...]]:
    found: dict[str, list[Path]] = defaultdict(list)
    for path, name in cited_sources(assessment):
        found[name].append(path)
    return {name: tuple(paths) for name, paths in found.items()}


class CatalogueWatch:
    """Compares assessments with the present catalogue; answers come from memory once it was asked."""

    def __init__(self, database: Database, catalogue: Catalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._noted: dict[str, Mapping[str, str]] = {}
        self._kept: dict[str, Mapping[str, Statement] | None] = {}
        self._differing: dict[str, frozenset[str]] = {}
        self._is_kept = False

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the present catalogue."""
        return self._catalogue.fingerprint

    @cached_property
    def _present(self) -> Mapping[str, Statement]:
        return statements_of(self._catalogue)

    def statements(self, fingerprint: str) -> Mapping[str, Statement] | None:
        """Return the statements of a catalogue, None when they are not at hand."""
        if fingerprint == self.fingerprint:
            return self._present
        if fingerprint not in self._kept:
            with self._database.unit_of_work() as work:
                texts = work.catalogue_states.texts(fingerprint)
            known = None if texts is None else texts.statements
            self._kept[fingerprint] = None if known is None else read_statements(known)
        return self._kept[fingerprint]

    def differing(self, fingerprint: str) -> frozenset[str]:
        """Return the ids of all statements that a known catalogue and the present one do not share alike."""
        if fingerprint not in self._differing:
            former, present = self.statements(fingerprint) or {}, self._present
            self._differing[fingerprint] = frozenset(
                name for name in former.keys() | present.keys() if former.get(name) != present.get(name)
            )
        return self._differing[fingerprint]

    def version(self, fingerprint: str) -> str:
        """Return the version of a catalogue as people know it, empty where nobody does."""
        if fingerprint == self.fingerprint:
            return self._catalogue.version
        with self._database.unit_of_work() as work:
            return work.catalogue_states.versions([fingerprint]).get(fingerprint, "")

    def changes(self, assessment: Assessment) -> tuple[CatalogueChange, ...]:
        """Return what changed since somebody last took note, what the assessment cites first."""
        return self.changes_since(assessment, self.noted(assessment.id))

    def changes_since(self, assessment: Assessment, noted: Mapping[str, str]) -> tuple[CatalogueChange, ...]:
        """Return what changed since these catalogues were noted; an archived assessment stays as it is."""
        if assessment.state in ARCHIVED:
            return ()
        return catalogue_changes(assessment, noted, _cited(assessment), self)

    def noted(self, assessment_id: str) -> Mapping[str, str]:
        """Return, by subject, the fingerprint of the catalogue noted for a stored assessment."""
        if assessment_id not in self._noted:
            with self._database.unit_of_work() as work:
                self._noted[assessment_id] = work.catalogue_states.noted(assessment_id)
        return self._noted[assessment_id]

    def noting(
        self, assessment: Assessment, known: Mapping[str, str], made_with: Reference | None = None
    ) -> Mapping[str, str]:
        """Return what is noted with every platform and lone source that is not yet among it.

        Args:
            assessment: the assessment to be stored.
            known: what is noted already; it stays.
            made_with: the reference data somebody worked with elsewhere, the present ones unless given.
        """
        catalogue = self.fingerprint
        if made_with is not None:
            catalogue = made_with.catalogue_fingerprint or NOT_NAMED
        subjects = (*(use.id for use in assessment.platforms), *self._lone_sources(assessment))
        return {**dict.fromkeys(subjects, catalogue), **known}

    def keep(
        self,
        work: UnitOfWork,
        assessment_id: str,
        noted: Mapping[str, str],
        made_with: Reference | None = None,
    ) -> None:
        """Write what is noted in an open transaction, and the texts of the present catalogue once.

        Of a catalogue that was only used elsewhere the version is kept, so that people can be told its name.
        """
        states = work.catalogue_states
        if made_with is not None and made_with.catalogue_fingerprint:
            states.keep(
                KeptTexts(
                    fingerprint=made_with.catalogue_fingerprint,
                    version=made_with.catalogue_version,
                    statements=None,
                )
            )
        self.keep_present(work)
        if self._noted.get(assessment_id) != noted:
            states.note(assessment_id, noted)

    def keep_present(self, work: UnitOfWork) -> None:
        """Write the texts of the present catalogue, unless they are kept already."""
        if not work.catalogue_states.has_texts(self.fingerprint):
            work.catalogue_states.keep(
                KeptTexts(
                    fingerprint=self.fingerprint,
                    version=self._catalogue.version,
                    statements=plain_statements(self._present),
                )
            )

    def hold(self, assessment_id: str, noted: Mapping[str, str]) -> None:
        """Keep in memory what was written."""
        self._noted[assessment_id] = noted

    def _lone_sources(self, assessment: Assessment) -> tuple[str, ...]:
        """Return the cited statements that belong to no platform of the assessment."""
        covered = {use.id for use in assessment.platforms}
        own = (
            name
            for name in _cited(assessment)
            if (statement := self._present.get(name)) and covered.isdisjoint(statement.platform_ids)
        )
        return tuple(sorted(own))
