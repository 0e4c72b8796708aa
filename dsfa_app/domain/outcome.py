"""Advice, views, decision, review and signatures (Art. 35(2), (9), (11), 36 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import DecisionOutcome, DpoVote, ViewsSought


@dataclass(frozen=True, slots=True, kw_only=True)
class DpoAdvice:
    """The advice of the data protection officer, who advises and never releases (Art. 35(2), 38(6) GDPR)."""

    requested_on: date | None = None
    statement: str = ""
    vote: DpoVote = DpoVote.OPEN
    statement_on: date | None = None
    given_by: str = ""
    deviation_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubjectViews:
    """The views of data subjects or their representatives (Art. 35(9) GDPR)."""

    sought: ViewsSought = ViewsSought.OPEN
    method: str = ""
    result: str = ""
    reason_not_sought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The controller's decision on the residual risk; „vertretbar“ is an argued judgement, not a number."""

    outcome: DecisionOutcome = DecisionOutcome.OPEN
    reason: str = ""
    balancing: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of the release and until when it has to be met."""

    id: str
    text: str = ""
    owner: str = ""
    due_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorConsultation:
    """Consultation of the supervisory authority (Art. 36 GDPR)."""

    requested_on: date | None = None
    ground: str = ""
    authority_reply: str = ""
    replied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When and why the assessment is looked at again (Art. 35(11) GDPR)."""

    due_on: date | None = None
    triggers: tuple[str, ...] = ()
    """Ids of review triggers in the catalogue's pickers."""
    other_triggers: str = ""
    procedure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSigner:
    """A signature the exported document is expected to carry, in the order of the list."""

    id: str
    role: str = ""
    name: str = ""
    function: str = ""
