"""Who is responsible for what: roles per phase, joint arrangements, processors, third countries."""

from __future__ import annotations

from functools import partial

from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, PerPlatform, Records

GROUPS = (
    Group(
        title="Rollen je Plattform und Phase",
        note="Verantwortung wird Phase für Phase beurteilt, nicht für die Plattform im Ganzen.",
        items=(
            Records(
                name="roles",
                columns=("platform_id", "phase", "role"),
                fields=(
                    Field(name="platform_id", options=options.platforms),
                    Field(name="phase"),
                    Field(name="role"),
                    Field(name="reason", lines=3),
                    Field(name="sources"),
                ),
            ),
        ),
    ),
    Group(
        title="Betreiber im Nutzungskonzept",
        items=(PerPlatform(fields=(Field(name="named_in_concept"),)),),
    ),
    Group(
        title="Vereinbarungen gemeinsam Verantwortlicher",
        items=(
            Records(
                name="joint_arrangements",
                columns=("platform_id", "state", "title", "version_on"),
                fields=(
                    Field(name="platform_id", options=options.platforms),
                    Field(name="state"),
                    Field(name="title"),
                    Field(name="url"),
                    Field(name="version_on"),
                    Field(name="essence_published"),
                    Field(name="note", lines=2),
                    Field(name="sources"),
                ),
            ),
        ),
    ),
    Group(
        title="Auftragsverarbeiter",
        items=(
            Records(
                name="processors",
                columns=("name", "service", "contract", "contract_on"),
                fields=(
                    Field(name="name"),
                    Field(name="service", lines=2),
                    Field(name="contract"),
                    Field(name="contract_on"),
                    Field(name="sub_processors", lines=2),
                    Field(name="note", lines=2),
                ),
            ),
        ),
    ),
    Group(
        title="Drittlandübermittlungen",
        items=(
            Records(
                name="transfers",
                columns=("platform_id", "recipient", "country", "mechanism"),
                fields=(
                    Field(name="platform_id", options=options.platforms),
                    Field(name="recipient"),
                    Field(name="country"),
                    Field(name="mechanism"),
                    Field(name="impact_assessment", lines=2),
                    Field(name="note", lines=2),
                    Field(name="sources"),
                ),
            ),
        ),
    ),
)

PAGE = PageSpec(
    id="responsibilities",
    title="Rollen, Verträge, Drittland",
    phase=Phase.PREPARATION,
    purpose="Wer ist in welcher Phase verantwortlich, was ist vereinbart, und wohin gehen Daten?",
    norm="Art.\u00a026, 28 und 44–49 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
