"""The German labels of the states of an assessment, which the list needs before all other labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import AssessmentState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

STATE_LABELS: Mapping[Enum, str] = {
    AssessmentState.DRAFT: "Entwurf",
    AssessmentState.IN_REVIEW: "in Prüfung",
    AssessmentState.DPO_ADVICE: "DSB-Beteiligung",
    AssessmentState.PRIOR_CONSULTATION: "vorherige Konsultation",
    AssessmentState.DECIDED: "entschieden",
    AssessmentState.RELEASED: "freigegeben",
    AssessmentState.REVIEW_DUE: "Überprüfung fällig",
    AssessmentState.SUPERSEDED: "abgelöst",
    AssessmentState.CHANNEL_CLOSED: "Kanal eingestellt",
    AssessmentState.DISCARDED: "verworfen",
}
