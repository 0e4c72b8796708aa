"""What reports are made from: an assessment or a frozen version, judged, with the words for it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from dsfa_app import __version__
from dsfa_app.exchange import canonical
from dsfa_app.services.versions import FrozenVersion

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.versions import VersionLine
    from dsfa_app.texts import Texts
    from exporters.report.material import FrozenAs, ReportMaterial

    State = Assessment | FrozenVersion
    """A state that can be printed and compared: the one being worked on, or a frozen one."""


def frozen_as(line: VersionLine) -> FrozenAs:
    """Return when and by whom a version was frozen, on the local day."""
    from exporters.report.material import FrozenAs

    return FrozenAs(
        kind=line.kind,
        on=line.made_at.replace(tzinfo=UTC).astimezone().date(),
        by=line.person,
        role=line.role,
    )


class Materials:
    """Judges states and gathers what a report about them draws on."""

    def __init__(self, judgement: Judgement, texts: Texts, clock: Callable[[], datetime]) -> None:
        self._judgement = judgement
        self._texts = texts
        self._clock = clock

    def of(self, state: State, former: ReportMaterial | None = None) -> ReportMaterial:
        """Return what a report about a state is made from; a frozen one is judged by what it pinned.

        Raises:
            CatalogueError: the assessment's risk profile is missing.
            DocumentError: a text holds half a Unicode character.
        """
        from exporters.report.material import ReportMaterial

        if isinstance(state, FrozenVersion):
            assessment, judgement = state.assessment, self._judgement.as_of(state.reference)
            frozen = frozen_as(state.line)
        else:
            assessment, judgement, frozen = state, self._judgement, None
        view = judgement.view(assessment)
        return ReportMaterial(
            assessment=assessment,
            catalogue=view.catalogue,
            texts=self._texts,
            profile=view.profile,
            results=view.results,
            overall=view.overall,
            threshold=view.threshold,
            findings=view.findings,
            catalogue_changes=view.catalogue_changes,
            stale_approvals=view.stale_approvals,
            fingerprint=canonical.fingerprint(assessment),
            generated_on=self._clock().date(),
            program_version=__version__,
            frozen=frozen,
            former=former,
        )
