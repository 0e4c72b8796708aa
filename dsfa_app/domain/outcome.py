"""Advice, views, decision, consultation and signatures (Art. 35(2), (9), 36 GDPR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dsfa_app.domain.vocabulary import DecisionOutcome, DpoVote, ViewsSought
from dsfa_app.errors import RuleError

LONGEST_EXTENSION = 6
"""Weeks by which the authority may extend its time (Art. 36(2) s. 2 GDPR)."""


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
    closing_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorConsultation:
    """Consultation of the supervisory authority (Art. 36 GDPR)."""

    requested_on: date | None = None
    received_on: date | None = None
    """Day the authority received the request; its eight weeks count from there (Art. 36(2) GDPR)."""
    ground: str = ""
    extension_weeks: int = 0
    """Weeks by which the authority extended its time, 0 to ``LONGEST_EXTENSION``."""
    extension_notified_on: date | None = None
    authority_reply: str = ""
    replied_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse an extension the law does not know.

        Raises:
            RuleError: the extension is negative or longer than ``LONGEST_EXTENSION``.
        """
        if not 0 <= self.extension_weeks <= LONGEST_EXTENSION:
            raise RuleError(
                f"Die Aufsichtsbehörde kann die Frist um höchstens {LONGEST_EXTENSION} Wochen verlängern; "
                "bitte eine Zahl von 0 an eingeben."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStop:
    """A time in which the authority waits for information and its period does not run (Art. 36(2) GDPR)."""

    id: str
    asked_on: date | None = None
    provided_on: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSigner:
    """A signature the exported document is expected to carry, in the order of the list."""

    id: str
    role: str = ""
    name: str = ""
    function: str = ""
