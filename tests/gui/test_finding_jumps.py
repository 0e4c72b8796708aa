"""Every finding leads to a field: choosing it in the list puts the keyboard where it can be set right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from method.test_method_checks import CASES
from PySide6.QtWidgets import QApplication

from dsfa_app.domain.commenting import COMMENTS
from dsfa_app.method import checks
from ui.comments.list_window import CommentList
from ui.forms.form import Form
from ui.forms.record_table import RecordTable
from ui.forms.spec import text_key
from ui.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from method.case import Case

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.findings import Finding
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]


def _first_of_each_check() -> list[tuple[Case, Finding]]:
    found: dict[str, tuple[Case, Finding]] = {}
    for case in CASES:
        for finding in checks.find(case.judged(case.hit)):
            if finding.check == case.check and finding.path:
                found.setdefault(case.check, (case, finding))
    return list(found.values())


def _leads_somewhere(shell: AssessmentShell, finding: Finding) -> bool:
    shell.show_finding(str(finding.topic), finding.path)
    QApplication.processEvents()
    if finding.path[0] == COMMENTS:
        listed = shell.findChild(CommentList)
        chosen = listed is not None and listed.isVisible() and listed.chosen_id == finding.path[1]
        if listed is not None:
            listed.close()
        return chosen
    return shell.page.focus_path(finding.path)  # the residual page hands ratings on to their own page


def _pages_without_a_place(shell: AssessmentShell) -> set[str]:
    """Return the pages that miss fields of their subject; that all are asked is another test's matter."""
    asked: set[str] = set()
    for page in PAGES:
        shell.open_page(page.id)
        asked.update(text_key(path) for form in shell.page.findChildren(Form) for path in form.paths)
        asked.update(".".join(table.collection) for table in shell.page.findChildren(RecordTable))
    needed = {"review": "review_events", "decision": "PriorConsultation.received_on"}
    return {page for page, field in needed.items() if field not in asked}


@pytest.fixture
def shell(open_shell: OpenShell) -> AssessmentShell:
    case, _finding = _first_of_each_check()[0]
    return open_shell(case.hit)


def test_every_finding_leads_to_its_field(shell: AssessmentShell) -> None:
    lost = []
    without = _pages_without_a_place(shell)
    for case, finding in _first_of_each_check():
        if str(finding.topic) in without:
            continue
        shell.editor.apply("Fall", lambda _old, wanted=case.hit: wanted)
        if not _leads_somewhere(shell, finding):
            lost.append((finding.check, finding.path))
    assert not lost, "\n".join(map(str, lost))
