"""Necessity and proportionality: the overall argument, legal bases, each platform, the alternatives."""

from __future__ import annotations

from functools import partial

from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, PerPlatform, Records

GROUPS = (
    Group(
        title="Maßstab",
        items=(
            Field(name="necessity.principle", lines=3),
            Field(name="necessity.proportionality", lines=3),
            Field(name="necessity.minimisation", lines=3),
            Field(name="necessity.data_quality", lines=2),
            Field(name="necessity.regular_check", lines=2),
        ),
    ),
    Group(
        title="Rechtsgrundlagen",
        items=(
            Records(
                name="legal_bases",
                columns=("norm", "applies_to"),
                fields=(
                    Field(name="norm", options=options.picker_labels("legal_bases"), is_free=True),
                    Field(name="applies_to", lines=2),
                    Field(name="explanation", lines=3),
                ),
            ),
        ),
    ),
    Group(
        title="Je Plattform",
        note="Die Notwendigkeit ist für jede Plattform eigens zu begründen.",
        items=(
            PerPlatform(
                fields=(
                    Field(name="necessity_reason", lines=3),
                    Field(name="alternatives", lines=3),
                    Field(name="abstention", lines=3),
                    Field(name="minimisation", lines=3),
                )
            ),
        ),
    ),
    Group(
        title="Alternative Informationswege",
        items=(
            Records(
                name="alternatives",
                columns=("name", "description", "sufficiency"),
                fields=(
                    Field(name="name"),
                    Field(name="url"),
                    Field(name="description", lines=2),
                    Field(name="sufficiency", lines=2),
                ),
            ),
        ),
    ),
)

PAGE = PageSpec(
    id="necessity",
    title="Notwendigkeit und Alternativen",
    phase=Phase.PREPARATION,
    purpose="Warum wird die Plattform gebraucht, was erlaubt sie, und welche milderen Wege gibt es?",
    norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0b DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
