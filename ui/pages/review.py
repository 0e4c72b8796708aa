"""When and why the assessment is looked at again."""

from __future__ import annotations

from functools import partial

from ui.assessment.page import PageSpec, Phase
from ui.forms import options
from ui.forms.form_page import FormPage
from ui.forms.spec import Field, Group

GROUPS = (
    Group(
        title="Termin und Ablauf",
        items=(Field(name="review.due_on"), Field(name="review.procedure", lines=4)),
    ),
    Group(
        title="Anlässe für eine frühere Überprüfung",
        items=(
            Field(name="review.triggers", options=options.picker("review_triggers")),
            Field(name="review.other_triggers", lines=3),
        ),
    ),
)

PAGE = PageSpec(
    id="review",
    title="Überprüfung",
    phase=Phase.REVIEW,
    purpose="Wann und bei welchen Ereignissen wird die DSFA erneut geprüft?",
    norm="Art.\u00a035 Abs.\u00a011 DSGVO",
    build=partial(FormPage, groups=GROUPS),
)
