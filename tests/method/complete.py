"""An assessment about which no check has anything to say, and changes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from method.judging import TODAY, answers, rating, serving, two_platforms

from dsfa_app.domain.editing import with_value
from dsfa_app.domain.frame import Controller, DocumentReference, Occasion, Participant
from dsfa_app.domain.necessity import Alternative, Necessity, RightsProcedure, Transparency
from dsfa_app.domain.outcome import (
    DataSubjectViews,
    Decision,
    DpoAdvice,
    ExpectedSigner,
)
from dsfa_app.domain.presence import AccountSetting, Channel
from dsfa_app.domain.processing import (
    DataCategory,
    DataSubjectGroup,
    LegalBasis,
    ProcessingDescription,
    Purpose,
    Recipient,
    RetentionPeriod,
)
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.responsibility import RoleAllocation
from dsfa_app.domain.review import Review
from dsfa_app.domain.vocabulary import (
    Answer,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    InvolvementKind,
    ProcessingPhase,
    RightsSide,
    RoleOfController,
    SettingState,
    StatisticsKind,
    ViewsSought,
)

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path

DAY = date(2027, 5, 4)
PAST = date(2026, 5, 4)
CHECKED_SETTING = AccountSetting(
    id="s",
    name="Standort",
    wanted="aus",
    state=SettingState.AS_WANTED,
    checked_on=PAST,
    checked_by="Erika Muster",
    evidence_location="Az. 047.11",
)
LOW, HIGH = Score(severity=1, likelihood=1), Score(severity=4, likelihood=4)


def _not_applicable(platform_id: str, risk_id: str) -> Rating:
    return Rating(
        id=f"{platform_id}.{risk_id}",
        platform_id=platform_id,
        risk_id=risk_id,
        applicable=Answer.NO,
        reason="trifft hier nicht zu",
    )


def _channel(name: str) -> Channel:
    return Channel(
        id=f"k{name}",
        platform_id=name,
        name=f"Kanal {name}",
        url=f"https://{name}.example/stadt",
        department="Kommunikation",
        state=ChannelState.ACTIVE,
        privacy_notice_url="https://stadt.example/datenschutz",
        imprint_url="https://stadt.example/impressum",
        notice_checked_on=PAST,
        settings=(CHECKED_SETTING,),
    )


def _complete() -> Assessment:
    """Return an assessment of two platforms about which no check has anything to say."""
    base = two_platforms()
    return replace(
        base,
        controller=Controller(name="Stadt", dpo_contact="datenschutz@stadt.example"),
        occasion=Occasion(
            reason="neu",
            scope="alle Kanäle",
            similarity_reason="gleiche Technik",
            processing_start_actual=TODAY,
        ),
        participants=(
            Participant(id="p", name="Abteilung Kommunikation", involvement=InvolvementKind.AUTHOR),
            Participant(id="q", name="Dr. Berg", involvement=InvolvementKind.DPO),
        ),
        threshold_answers=tuple(
            replace(answer, reason="öffentliche Stelle") for answer in answers({"house": Answer.YES})
        ),
        processing=ProcessingDescription(
            nature="Veröffentlichen",
            extent="zwei Kanäle",
            circumstances="öffentlich",
            technology="Dienste der Betreiber",
            life_cycle="bis zur Löschung",
            incident_process="Meldung in 72 Stunden",
        ),
        documents=(DocumentReference(id="v", title="Verzeichnis von Verarbeitungstätigkeiten, Nr. 12"),),
        purposes=(Purpose(id="z", title="Information"),),
        data_categories=(DataCategory(id="d", name="Kommentare"),),
        data_subjects=(DataSubjectGroup(id="g", name="Besuchende"),),
        recipients=(Recipient(id="e", name="Betreiber"),),
        retention_periods=(RetentionPeriod(id="f", data="Nachrichten", period="6 Monate"),),
        legal_bases=(LegalBasis(id="r", norm="Art. 6"),),
        necessity=Necessity(principle="nur was nötig ist", proportionality="Nutzen überwiegt"),
        alternatives=(Alternative(id="w", name="Website"),),
        transparency=Transparency(notices="Datenschutzerklärung", rights_contact="Online-Team"),
        rights_procedures=(
            RightsProcedure(id="b", right="Auskunft", side=RightsSide.BOTH, deadline="ein Monat"),
        ),
        platforms=tuple(
            replace(
                use,
                purpose="Information",
                necessity_reason="Reichweite",
                functions_used=("Beiträge",),
                alternatives="Website",
                minimisation="keine Werbung",
                special_categories="keine",
                minors_addressed=Answer.NO,
                statistics=StatisticsKind.PERSONAL,
                legal_position="geklärt",
                legal_position_on=PAST,
            )
            for use in base.platforms
        ),
        channels=tuple(_channel(name) for name in "ab"),
        roles=tuple(
            RoleAllocation(
                id=f"{name}-{phase.value}",
                platform_id=name,
                phase=phase,
                role=RoleOfController.SOLE,
                reason="eigene Inhalte",
            )
            for name in "ab"
            for phase in ProcessingPhase
        ),
        ratings=(
            rating(LOW, reason="selten", baseline=LOW, baseline_reason="kaum Daten"),
            _not_applicable("a", "R10"),
            _not_applicable("b", "R01"),
            _not_applicable("b", "R10"),
        ),
        measures=(
            serving(
                title="Netiquette",
                description="weist auf Datenschutz hin",
                likelihood_effect=-1,
                owner="Online-Team",
                due_on=DAY,
            ),
        ),
        dpo_advice=DpoAdvice(
            vote=DpoVote.APPROVAL,
            statement="einverstanden",
            requested_on=PAST,
            statement_on=PAST,
            given_by="Dr. Berg",
        ),
        views=DataSubjectViews(sought=ViewsSought.SOUGHT, method="Befragung", result="keine Einwände"),
        decision=Decision(
            outcome=DecisionOutcome.RELEASE, reason="vertretbar", decided_by="Frau Ernst", decided_on=TODAY
        ),
        expected_signers=(ExpectedSigner(id="s", role="Verantwortlicher"),),
        review=Review(due_on=DAY, triggers=("yearly",)),
    )


COMPLETE = _complete()


def but(*changes: tuple[Path, Any]) -> Assessment:
    """Return the complete assessment with other values at these paths."""
    changed = COMPLETE
    for path, value in changes:
        changed = with_value(changed, path, value)
    return changed
