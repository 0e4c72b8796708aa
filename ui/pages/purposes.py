"""The systematic description: purposes, data, people, recipients, retention, systems."""

from __future__ import annotations

from functools import partial

from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, Records

GROUPS = (
    Group(
        title="Zwecke",
        items=(
            Records(
                name="purposes",
                columns=("title", "description"),
                fields=(
                    Field(name="title"),
                    Field(name="description", lines=2),
                    Field(name="platform_ids", options=options.platforms),
                ),
            ),
        ),
    ),
    Group(
        title="Daten",
        items=(
            Records(
                name="data_categories",
                columns=("name", "description", "special"),
                fields=(
                    Field(name="name", options=options.picker_labels("data_categories"), is_free=True),
                    Field(name="description", lines=2),
                    Field(name="special"),
                ),
            ),
        ),
    ),
    Group(
        title="Betroffene Personen",
        items=(
            Records(
                name="data_subjects",
                columns=("name", "description", "vulnerable"),
                fields=(
                    Field(name="name", options=options.picker_labels("persons"), is_free=True),
                    Field(name="description", lines=2),
                    Field(name="vulnerable"),
                ),
            ),
        ),
    ),
    Group(
        title="Empfänger",
        items=(
            Records(
                name="recipients",
                columns=("name", "purpose", "data"),
                fields=(
                    Field(name="name"),
                    Field(name="purpose", lines=2),
                    Field(name="data", lines=2),
                ),
            ),
        ),
    ),
    Group(
        title="Löschfristen",
        items=(
            Records(
                name="retention_periods",
                columns=("data", "period", "start"),
                fields=(
                    Field(name="data"),
                    Field(name="period"),
                    Field(name="start"),
                    Field(name="deletion", lines=2),
                ),
            ),
        ),
    ),
    Group(
        title="Weitere Systeme",
        items=(
            Records(
                name="systems",
                columns=("name", "purpose", "data"),
                fields=(
                    Field(name="name"),
                    Field(name="catalogue_id", options=options.systems),
                    Field(name="purpose", lines=2),
                    Field(name="data", lines=2),
                    Field(name="open_questions", lines=2),
                ),
            ),
        ),
    ),
    Group(
        title="Beschreibung der Verarbeitung",
        items=(
            Field(name="processing.nature", lines=3),
            Field(name="processing.extent", lines=3),
            Field(name="processing.circumstances", lines=3),
            Field(name="processing.technology", lines=3),
            Field(name="processing.life_cycle", lines=3),
            Field(name="processing.cookies", lines=3),
            Field(name="processing.disclosure", lines=3),
            Field(name="processing.security", lines=3),
            Field(name="processing.content_rules", lines=3),
            Field(name="processing.codes_of_conduct", lines=2),
            Field(name="processing.incident_process", lines=3),
        ),
    ),
)

PAGE = PageSpec(
    id="purposes",
    title="Zwecke und Daten",
    phase=Phase.PREPARATION,
    purpose="Wozu werden welche Daten welcher Menschen verarbeitet, wer erhält sie, und wie lange?",
    norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0a DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
