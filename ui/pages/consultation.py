"""The advice of the data protection officer and the views of data subjects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import ViewsSought
from ui.assessment.page import PageSpec, Phase
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group

if TYPE_CHECKING:
    from dsfa_app.domain.outcome import DataSubjectViews


def _were_sought(views: DataSubjectViews) -> bool:
    return views.sought is not ViewsSought.NOT_SOUGHT


def _were_not_sought(views: DataSubjectViews) -> bool:
    return views.sought is ViewsSought.NOT_SOUGHT


GROUPS = (
    Group(
        title="Rat der oder des Datenschutzbeauftragten",
        note="Die oder der Datenschutzbeauftragte berät; über die Freigabe entscheidet der Verantwortliche.",
        items=(
            Field(name="dpo_advice.requested_on"),
            Field(name="dpo_advice.statement", lines=5),
            Field(name="dpo_advice.vote"),
            Field(name="dpo_advice.statement_on"),
            Field(name="dpo_advice.given_by"),
            Field(name="dpo_advice.deviation_reason", lines=2),
        ),
    ),
    Group(
        title="Standpunkt der Betroffenen",
        items=(
            Field(name="views.sought"),
            Field(name="views.method", lines=3, only_if=_were_sought),
            Field(name="views.result", lines=3, only_if=_were_sought),
            Field(name="views.reason_not_sought", lines=3, only_if=_were_not_sought),
        ),
    ),
)

PAGE = PageSpec(
    id="consultation",
    title="DSB und Betroffene",
    phase=Phase.EXECUTION,
    purpose="Was rät die oder der Datenschutzbeauftragte, und was sagen die Betroffenen?",
    norm="Art.\u00a035 Abs.\u00a02 und 9 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
