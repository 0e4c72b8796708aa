"""How data subjects are informed and how they exercise their rights."""

from __future__ import annotations

from functools import partial

from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group, Records

GROUPS = (
    Group(
        title="Information der Betroffenen",
        items=(
            Field(name="transparency.notices", lines=3),
            Field(name="transparency.profile_links", lines=3),
            Field(name="transparency.browser_settings", lines=3),
            Field(name="transparency.rights_contact", lines=2),
            Field(name="transparency.platform_requests", lines=3),
        ),
    ),
    Group(
        title="Betroffenenrechte",
        items=(
            Records(
                name="rights_procedures",
                columns=("right", "side", "deadline"),
                fields=(
                    Field(name="right", options=options.picker_labels("rights"), is_free=True),
                    Field(name="side"),
                    Field(name="procedure", lines=3),
                    Field(name="deadline"),
                    Field(name="contact"),
                ),
            ),
        ),
    ),
)

PAGE = PageSpec(
    id="transparency",
    title="Transparenz und Betroffenenrechte",
    phase=Phase.PREPARATION,
    purpose="Wie erfahren Betroffene von der Verarbeitung, und wie kommen sie zu ihrem Recht?",
    norm="Art.\u00a012–22 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
