"""Every finding leads to a field: choosing it in the list puts the keyboard where it can be set right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from method.test_method_checks import CASES
from PySide6.QtWidgets import QApplication

from dsfa_app.domain.commenting import COMMENTS
from dsfa_app.method import checks
from ui.comments.list_window import CommentList

if TYPE_CHECKING:
    from collections.abc import Callable

    from method.case import Case

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.findings import Finding
    from ui.assessment.shell import AssessmentShell

    OpenShell = Callable[[Assessment], AssessmentShell]


def _first_of_each_check() -> list[tuple[Case, Finding]]:
    """Return a finding of every check; the window's catalogue does not change in the middle of a test."""
    found: dict[str, tuple[Case, Finding]] = {}
    for case in CASES:
        for finding in checks.find(case.judged(case.hit)):
            if finding.check == case.check and finding.path and not case.changes:
                found.setdefault(case.check, (case, finding))
    return list(found.values())


def _show(shell: AssessmentShell, assessment: Assessment) -> None:
    """Let the window show another assessment; nobody may change one into the other as a whole."""
    shell.editor._assessment = assessment
    shell.editor._view = None
    shell.editor.changed.emit(())


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


@pytest.fixture
def shell(open_shell: OpenShell) -> AssessmentShell:
    case, _finding = _first_of_each_check()[0]
    return open_shell(case.hit)


def test_every_finding_leads_to_its_field(shell: AssessmentShell) -> None:
    lost = []
    for case, finding in _first_of_each_check():
        _show(shell, case.hit)
        if not _leads_somewhere(shell, finding):
            lost.append((finding.check, finding.path))
    assert not lost, "\n".join(map(str, lost))
