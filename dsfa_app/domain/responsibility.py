"""Who is responsible for what: joint controllers, processors, third countries (Art. 26, 28, 44-49 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    ProcessingPhase,
    RoleOfController,
    TransferMechanism,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAllocation:
    """The controller's role on one platform in one processing phase."""

    id: str
    platform_id: str = ""
    phase: ProcessingPhase = ProcessingPhase.PUBLISHING
    role: RoleOfController = RoleOfController.UNCLEAR
    reason: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JointArrangement:
    """The arrangement of joint controllers with one platform operator (Art. 26 GDPR)."""

    id: str
    platform_id: str = ""
    state: ArrangementState = ArrangementState.UNKNOWN
    title: str = ""
    url: str = ""
    version_on: date | None = None
    essence_published: Answer = Answer.UNKNOWN
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """A processor: agency, tool provider, hosting (Art. 28 GDPR)."""

    id: str
    name: str = ""
    service: str = ""
    contract: ArrangementState = ArrangementState.UNKNOWN
    contract_on: date | None = None
    sub_processors: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A transfer to a third country and what remains open about it (Art. 44-49 GDPR)."""

    id: str
    platform_id: str = ""
    recipient: str = ""
    country: str = ""
    mechanism: TransferMechanism = TransferMechanism.UNKNOWN
    impact_assessment: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
