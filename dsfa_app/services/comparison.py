"""Comparing versions: any two, or one with the state being worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.materials import Materials, State
    from dsfa_app.services.versions import FrozenVersion, VersionLine, Versions
    from exporters.report.change_marks import ChangeMarks
    from exporters.report.changes import ChangeList
    from exporters.report.material import ReportMaterial


class Comparison:
    """Finds the versions to compare and says what changed between them."""

    def __init__(self, versions: Versions, materials: Materials) -> None:
        self._versions = versions
        self._materials = materials

    def basis_line(self, assessment: Assessment) -> VersionLine | None:
        """Return the version an assessment goes on from, else its newest release; None without one."""
        lines = self._versions.lines(assessment.id)
        former = {item.id for item in assessment.former_versions[-1:]}
        goes_on_from = next((line for line in lines if line.id in former), None)
        return goes_on_from or next((line for line in lines if line.is_release), None)

    def basis(self, assessment: Assessment) -> FrozenVersion | None:
        """Return the version an assessment goes on from, opened; None while nothing is released.

        Raises:
            DamagedVersionError: it was changed or damaged since.
        """
        line = self.basis_line(assessment)
        return None if line is None else self._versions.open(line.id)

    def named(self, assessment_id: str, name: str) -> FrozenVersion:
        """Return the newest version of an assessment with this number or id, released ones before others.

        Raises:
            NotFoundError: there is none.
            DamagedVersionError: it was changed or damaged since.
        """
        lines = self._versions.lines(assessment_id)
        fitting = [line for line in lines if name in (line.version, line.id)]
        chosen = next((line for line in fitting if line.is_release), None) or next(iter(fitting), None)
        if chosen is None:
            known = ", ".join(dict.fromkeys(line.version for line in lines)) or "noch keine"
            raise NotFoundError(f"Die Fassung „{name}“ gibt es nicht. Vorhanden: {known}.")
        return self._versions.open(chosen.id)

    def marks(self, basis: ReportMaterial, assessment: Assessment) -> ChangeMarks:
        """Return which fields and entries of a working state differ from the version it goes on from."""
        from exporters.report.change_marks import change_marks

        return change_marks(basis, assessment)

    def changes(self, former: State, present: State) -> ChangeList:
        """Return what changed from one state to another.

        Raises:
            CatalogueError: a risk profile or a text about a field is missing.
        """
        from exporters.report.changes import change_list

        return change_list(self._materials.of(former), self._materials.of(present))
