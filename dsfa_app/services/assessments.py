"""Making, opening, saving and deleting assessments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.catalogue.profiles import is_own
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.commenting import is_open
from dsfa_app.domain.presence import PlatformUse
from dsfa_app.domain.rating import Rating, rating_id
from dsfa_app.domain.version_number import FIRST_DRAFT
from dsfa_app.domain.vocabulary import Action, Answer, ApprovalKind, AssessmentState, MeasureState
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.method.residual import overall
from dsfa_app.services.approvals import new_approvals
from dsfa_app.storage.overview import SEPARATOR, AssessmentSummary
from dsfa_app.storage.store import StoredAssessment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from dsfa_app.exchange.canonical import Reference
    from dsfa_app.services.catalogue_watch import CatalogueWatch
    from dsfa_app.services.editing_rights import EditingRights
    from dsfa_app.services.journal import Journal
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.versions import Versions
    from dsfa_app.storage.database import Database, UnitOfWork

__all__ = ["Assessments", "StoredAssessment"]

DONE = frozenset({MeasureState.PROVEN, MeasureState.REJECTED})
"""States in which nothing is left to be done for a measure."""


class Assessments:
    """What a user can do with whole assessments."""

    def __init__(
        self,
        database: Database,
        judgement: Judgement,
        journal: Journal,
        watch: CatalogueWatch,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        rights: EditingRights,
        versions: Versions,
    ) -> None:
        self._database = database
        self._judgement = judgement
        self._journal = journal
        self._watch = watch
        self._clock = clock
        self._new_id = new_id
        self._rights = rights
        self._versions = versions

    def _summary(self, assessment: Assessment, noted: Mapping[str, str]) -> AssessmentSummary:
        highest = overall(self._judgement.results(assessment))
        undone = [measure for measure in assessment.measures if measure.state not in DONE]
        return AssessmentSummary(
            id=assessment.id,
            title=assessment.title,
            state=assessment.state.value,
            version=assessment.version,
            controller=assessment.controller.name,
            platforms=SEPARATOR.join(use.name or use.id for use in assessment.platforms),
            baseline_level=highest.baseline_level,
            planned_level=highest.planned_level,
            proven_level=highest.proven_level,
            open_risks=highest.open_count,
            open_measures=len(undone),
            review_due_on=assessment.review.due_on,
            changed_at=self._clock().replace(tzinfo=None, microsecond=0),
            profile_id=assessment.profile_id,
            measure_due_on=min((item.due_on for item in undone if item.due_on is not None), default=None),
            open_comments=sum(is_open(comment) for comment in assessment.comments),
            profile_version=self._judgement.profile(assessment).version
            if is_own(assessment.profile_id)
            else "",
            changed_facts=len(self._watch.changes_since(assessment, noted)),
        )

    def platform_use(self, platform_id: str) -> PlatformUse:
        """Return the still empty use of a platform of the catalogue.

        Raises:
            NotFoundError: the catalogue does not know the platform.
        """
        platform = self._judgement.catalogue.platforms.get(platform_id)
        if platform is None:
            raise NotFoundError(f"Die Plattform „{platform_id}“ ist im Katalog nicht enthalten.")
        return PlatformUse(id=platform.id, name=platform.name)

    def excluded_ratings(self, platform_id: str) -> tuple[Rating, ...]:
        """Return a „does not apply“ for every risk the catalogue rules out on a platform, with its reason."""
        ratings = []
        for risk in self._judgement.catalogue.risks.values():
            reason = risk.exclusion_reason(platform_id)
            if reason:
                ratings.append(
                    Rating(
                        id=rating_id(platform_id, risk.id),
                        platform_id=platform_id,
                        risk_id=risk.id,
                        applicable=Answer.NO,
                        reason=reason,
                    )
                )
        return tuple(ratings)

    def with_platform(self, assessment: Assessment, platform_id: str) -> Assessment:
        """Return the assessment with one more platform, risks ruled out by the catalogue pre-answered.

        Raises:
            NotFoundError: the catalogue does not know the platform.
            RuleError: the assessment covers it already.
        """
        changed = assessment.with_platform(self.platform_use(platform_id))
        for rating in self.excluded_ratings(platform_id):
            changed = changed.with_rating(rating)
        return changed

    def create(self, title: str, platform_ids: Sequence[str]) -> StoredAssessment:
        """Make and store a new assessment of these platforms.

        Raises:
            RuleError: the title is empty.
            NotFoundError: the catalogue does not know a platform.
        """
        if not title.strip():
            raise RuleError("Die DSFA braucht einen Titel.")
        assessment = Assessment(id=self._new_id(), title=title.strip(), created_on=self._clock().date())
        for platform_id in platform_ids:
            assessment = self.with_platform(assessment, platform_id)
        return self.add(assessment)

    def add(
        self,
        assessment: Assessment,
        action: Action = Action.CREATED,
        note: str = "",
        *,
        noted: Mapping[str, str] | None = None,
        made_with: Reference | None = None,
    ) -> StoredAssessment:
        """Store an assessment made elsewhere (example, import); the journal says so with action and note.

        Args:
            assessment: the assessment.
            action: how it came in, for the journal.
            note: where it came from, for the journal.
            noted: which catalogues were noted for it, by platform and lone source.
            made_with: the reference data it was made with elsewhere; the present ones unless given.

        Raises:
            StorageError: an assessment with this id exists.
        """
        noted = self._watch.noting(assessment, noted or {}, made_with)
        summary = self._summary(assessment, noted)
        with self._database.unit_of_work() as work:
            revision = work.assessments.add(assessment, summary)
            self._watch.keep(work, assessment.id, noted, made_with)
            self._journal.enter(work, assessment.id, action, note)
        self._watch.hold(assessment.id, noted)
        return StoredAssessment(assessment=assessment, revision=revision)

    def open(self, assessment_id: str) -> StoredAssessment:
        """Read a stored assessment.

        Raises:
            NotFoundError: there is none with this id.
            WasteBasketError: it was deleted and not restored.
        """
        with self._database.unit_of_work() as work:
            stored = work.assessments.get(assessment_id)
        self._watch.changes(stored.assessment)  # so that judging it later finds everything in memory
        return stored

    def save(self, assessment: Assessment, revision: int) -> int:
        """Store a changed assessment and return its new revision; the journal gets one entry per field.

        Raises:
            NotFoundError: it was deleted meanwhile.
            WasteBasketError: it lies in the waste basket.
            StorageError: a newer revision is stored.
            NotAllowedError: whoever works may not make one of the changes.
        """
        noted = self._watch.noting(assessment, self._watch.noted(assessment.id))
        summary = self._summary(assessment, noted)
        with self._database.unit_of_work() as work:
            former = work.assessments.get(assessment.id).assessment
            self._rights.check(former, assessment)
            accepted = self._rights.accepted(assessment.id)
            self._freeze_approved(work, former, assessment)
            saved = work.assessments.save(assessment, summary, revision)
            self._watch.keep(work, assessment.id, noted)
            self._journal.enter_changes(work, former, assessment)
        self._watch.hold(assessment.id, noted)
        self._rights.stored(assessment.id, accepted)
        return saved

    def _freeze_approved(self, work: UnitOfWork, former: Assessment, assessment: Assessment) -> None:
        """Freeze what somebody has just declared to be about this content, so that a change can be shown."""
        for approval in new_approvals(former, assessment):
            person = ActingPerson(name=approval.person, role=approval.role)
            if approval.kind is ApprovalKind.RELEASE:
                self._versions.release(work, assessment, person, assessment.version)
            else:
                self._versions.freeze(work, assessment, approval.kind, person)

    def duplicate(self, assessment_id: str) -> StoredAssessment:
        """Store a copy under a new id and return it.

        Raises:
            NotFoundError: there is none with this id.
        """
        original = self.open(assessment_id).assessment
        copy = replace(
            original,
            id=self._new_id(),
            title=f"{original.title} (Kopie)",
            created_on=self._clock().date(),
            state=AssessmentState.DRAFT,
            approvals=(),
            version=FIRST_DRAFT,
            former_versions=(),
        )
        return self.add(
            copy,
            Action.DUPLICATED,
            f"aus „{original.title}“",
            noted=self._watch.noted(assessment_id),
        )
