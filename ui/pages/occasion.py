"""Occasion, scope, controller and the people and papers involved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import Answer, ScopeType
from ui.assessment.page import PageSpec, Phase
from ui.dialogs.profile_change import ask_for_profile
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, Records

if TYPE_CHECKING:
    from dsfa_app.domain.frame import Occasion


def _is_collective(occasion: Occasion) -> bool:
    return occasion.scope_type is ScopeType.COLLECTIVE


def _is_published(occasion: Occasion) -> bool:
    return occasion.publication is not Answer.NO


GROUPS = (
    Group(
        title="Diese DSFA",
        items=(
            Field(name="title"),
            Field(name="version"),
            Field(name="created_on"),
            Field(name="profile_id", options=options.profiles, ask_first=ask_for_profile),
        ),
    ),
    Group(
        title="Anlass und Umfang",
        items=(
            Field(name="occasion.kind"),
            Field(name="occasion.reason", lines=3),
            Field(name="occasion.scope_type"),
            Field(name="occasion.similarity_reason", lines=3, only_if=_is_collective),
            Field(name="occasion.scope", lines=3),
            Field(name="occasion.out_of_scope", lines=2),
            Field(name="occasion.processing_start_planned"),
            Field(name="occasion.processing_start_actual"),
            Field(name="occasion.publication"),
            Field(name="occasion.publication_note", lines=2, only_if=_is_published),
        ),
    ),
    Group(
        title="Verantwortlicher",
        items=(
            Field(name="controller.name"),
            Field(name="controller.address", lines=2),
            Field(name="controller.represented_by"),
            Field(name="controller.contact"),
            Field(name="controller.dpo_contact", lines=2),
            Field(name="controller.coordination", lines=3),
        ),
    ),
    Group(
        title="Beteiligte Ämter",
        items=(
            Records(
                name="departments",
                columns=("name", "tasks"),
                fields=(Field(name="name"), Field(name="tasks", lines=2)),
            ),
        ),
    ),
    Group(
        title="Beteiligte Personen",
        items=(
            Records(
                name="participants",
                columns=("function", "name", "department", "involvement"),
                fields=(
                    Field(name="function"),
                    Field(name="name"),
                    Field(name="department", options=options.departments, is_free=True),
                    Field(name="involvement"),
                    Field(name="contact"),
                ),
            ),
        ),
    ),
    Group(
        title="Zugrunde liegende Dokumente",
        items=(
            Records(
                name="documents",
                columns=("title", "as_of", "location"),
                fields=(
                    Field(name="title"),
                    Field(name="location"),
                    Field(name="as_of"),
                    Field(name="note", lines=2),
                ),
            ),
        ),
    ),
)

PAGE = PageSpec(
    id="occasion",
    title="Anlass und Beteiligte",
    phase=Phase.PREPARATION,
    purpose="Wer beurteilt hier was, aus welchem Anlass, und wer wirkt mit?",
    norm="Art.\u00a035 Abs.\u00a01 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
