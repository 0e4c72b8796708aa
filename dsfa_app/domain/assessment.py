"""The assessment: the aggregate of everything one data protection impact assessment says.

Every record is immutable; a change yields a new assessment that shares all unchanged parts with the old
one. That makes undo a list of old values, saving a comparison of two values, and a frozen version a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from dsfa_app.domain import references
from dsfa_app.domain.approval import Approval, FormerVersion
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.frame import Controller, Department, DocumentReference, Occasion, Participant
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.necessity import Alternative, Necessity, RightsProcedure, Transparency
from dsfa_app.domain.outcome import (
    ClockStop,
    Condition,
    DataSubjectViews,
    Decision,
    DpoAdvice,
    ExpectedSigner,
    PriorConsultation,
)
from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.presence import Channel, PlatformUse
from dsfa_app.domain.processing import (
    DataCategory,
    DataSubjectGroup,
    LegalBasis,
    ProcessingDescription,
    Purpose,
    Recipient,
    RetentionPeriod,
    SystemUse,
)
from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.responsibility import JointArrangement, Processor, RoleAllocation, Transfer
from dsfa_app.domain.review import Evaluation, Review, ReviewEvent
from dsfa_app.domain.threshold import ThresholdAnalysis, ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer, AssessmentState
from dsfa_app.errors import NotFoundError, RuleError

DEFAULT_PROFILE_ID = "kp18"
"""Risk profile of a new assessment: DSK short paper 18."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A data protection impact assessment of a public body's social media channels (Art. 35 GDPR)."""

    id: str
    title: str
    version: str = "0.1"
    state: AssessmentState = AssessmentState.DRAFT
    created_on: date
    profile_id: str = DEFAULT_PROFILE_ID
    """Risk profile (scales and matrix) in force."""

    occasion: Occasion = field(default_factory=Occasion)
    controller: Controller = field(default_factory=Controller)
    departments: tuple[Department, ...] = ()
    participants: tuple[Participant, ...] = ()
    documents: tuple[DocumentReference, ...] = ()

    threshold: ThresholdAnalysis = field(default_factory=ThresholdAnalysis)
    threshold_answers: tuple[ThresholdAnswer, ...] = ()

    processing: ProcessingDescription = field(default_factory=ProcessingDescription)
    purposes: tuple[Purpose, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    data_categories: tuple[DataCategory, ...] = ()
    data_subjects: tuple[DataSubjectGroup, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    retention_periods: tuple[RetentionPeriod, ...] = ()
    systems: tuple[SystemUse, ...] = ()

    platforms: tuple[PlatformUse, ...] = ()
    channels: tuple[Channel, ...] = ()

    roles: tuple[RoleAllocation, ...] = ()
    joint_arrangements: tuple[JointArrangement, ...] = ()
    processors: tuple[Processor, ...] = ()
    transfers: tuple[Transfer, ...] = ()

    necessity: Necessity = field(default_factory=Necessity)
    alternatives: tuple[Alternative, ...] = ()
    transparency: Transparency = field(default_factory=Transparency)
    rights_procedures: tuple[RightsProcedure, ...] = ()

    own_risks: tuple[OwnRisk, ...] = ()
    ratings: tuple[Rating, ...] = ()
    measures: tuple[Measure, ...] = ()

    dpo_advice: DpoAdvice = field(default_factory=DpoAdvice)
    views: DataSubjectViews = field(default_factory=DataSubjectViews)
    decision: Decision = field(default_factory=Decision)
    conditions: tuple[Condition, ...] = ()
    consultation: PriorConsultation = field(default_factory=PriorConsultation)
    clock_stops: tuple[ClockStop, ...] = ()
    review: Review = field(default_factory=Review)
    review_events: tuple[ReviewEvent, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    expected_signers: tuple[ExpectedSigner, ...] = ()
    approvals: tuple[Approval, ...] = ()
    former_versions: tuple[FormerVersion, ...] = ()
    comments: tuple[Comment, ...] = ()

    def platform(self, platform_id: str) -> PlatformUse:
        """Return the use of this platform.

        Raises:
            NotFoundError: the assessment does not cover the platform.
        """
        for use in self.platforms:
            if use.id == platform_id:
                return use
        raise NotFoundError(f"Die Plattform „{platform_id}“ gehört nicht zu dieser DSFA.")

    def rating(self, platform_id: str, risk_id: str) -> Rating:
        """Return the rating of this risk on this platform; an open one when nobody has rated it yet."""
        wanted = rating_id(platform_id, risk_id)
        for rating in self.ratings:
            if rating.id == wanted:
                return rating
        return Rating(id=wanted, platform_id=platform_id, risk_id=risk_id)

    def with_platform(self, use: PlatformUse) -> Assessment:
        """Return the assessment with one more platform.

        Raises:
            RuleError: the platform is part of the assessment already.
        """
        if any(known.id == use.id for known in self.platforms):
            raise RuleError(f"Die Plattform „{use.name or use.id}“ ist schon Teil dieser DSFA.")
        return replace(self, platforms=(*self.platforms, use))

    def without_platform(self, platform_id: str) -> Assessment:
        """Return the assessment without this platform and without everything said about it.

        Measures and purposes that name this platform among others stay without it. Those that name it alone
        would come to mean all platforms, so they go.
        """
        remaining = tuple(use for use in self.platforms if use.id != platform_id)
        return replace(references.without_platform(self, platform_id), platforms=remaining)

    def without_own_risk(self, risk_id: str) -> Assessment:
        """Return the assessment without this own risk, its ratings and its mention in measures.

        Raises:
            NotFoundError: there is no such own risk.
        """
        if all(own.id != risk_id for own in self.own_risks):
            raise NotFoundError(f"Das eigene Risiko „{risk_id}“ gehört nicht zu dieser DSFA.")
        return replace(
            self,
            own_risks=tuple(own for own in self.own_risks if own.id != risk_id),
            ratings=tuple(rating for rating in self.ratings if rating.risk_id != risk_id),
            measures=tuple(
                replace(measure, risk_ids=tuple(known for known in measure.risk_ids if known != risk_id))
                if risk_id in measure.risk_ids
                else measure
                for measure in self.measures
            ),
        )

    def with_rating(self, rating: Rating) -> Assessment:
        """Return the assessment with this rating in place of the former one.

        Raises:
            NotFoundError: the assessment does not cover the platform.
            RuleError: the rating contradicts itself.
        """
        self.checked(rating)
        if any(known.id == rating.id for known in self.ratings):
            ratings = tuple(rating if known.id == rating.id else known for known in self.ratings)
        else:
            ratings = (*self.ratings, rating)
        return replace(self, ratings=ratings)

    def checked(self, rating: Rating) -> Rating:
        """Return the rating if it may become part of the assessment.

        Raises:
            NotFoundError: the assessment does not cover the platform.
            RuleError: the rating contradicts itself.
        """
        self.platform(rating.platform_id)
        if rating.id != rating_id(rating.platform_id, rating.risk_id):
            raise RuleError("Die Bewertung gehört zu einem anderen Risiko. Bitte neu öffnen.")
        overridden = rating.planned_override or rating.proven_override
        if overridden and not rating.override_reason.strip():
            raise RuleError("Eine abweichende Einstufung des Restrisikos braucht eine Begründung.")
        if rating.applicable is Answer.NO and (rating.gross or rating.baseline):
            raise RuleError("Ein Risiko, das nicht zutrifft, kann nicht zugleich bewertet sein.")
        return rating

    def rated(
        self, platform_id: str, risk_id: str, *, gross: Score, reason: str, baseline: Score | None = None
    ) -> Assessment:
        """Return the assessment with this risk rated as applicable on this platform."""
        former = self.rating(platform_id, risk_id)
        return self.with_rating(
            replace(
                former,
                applicable=Answer.YES,
                gross=gross,
                reason=reason,
                baseline=baseline if baseline is not None else former.baseline,
            )
        )
