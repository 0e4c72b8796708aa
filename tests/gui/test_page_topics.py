"""The page a place is said to stand on is a page that asks it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from factories import full_assessment

from dsfa_app.place_names import topic_of
from ui.forms.form import Form
from ui.forms.record_table import RecordTable
from ui.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]


def test_every_field_stands_on_the_page_its_place_name_says(open_shell: OpenShell) -> None:
    shell = open_shell(full_assessment())
    asked: dict[Path, set[str]] = defaultdict(set)
    for page in PAGES:
        shell.open_page(page.id)
        for table in shell.page.findChildren(RecordTable):
            records = shell.editor.value(table.collection)
            if records:
                table.select(records[0].id)
        for form in shell.page.findChildren(Form):
            for path in form.paths:
                asked[path].add(page.id)
    assert {path: pages for path, pages in asked.items() if str(topic_of(path)) not in pages} == {}
