"""Help for the focused field, facts with source and date, and the list of open points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QListWidget

from dsfa_app.catalogue.facts import Evidence, Fact
from dsfa_app.method.findings import Finding, PageStatus, Severity, Topic
from ui.assessment.finding_list import FindingList
from ui.assessment.help_pane import HelpPane
from ui.assessment.step_list import StepList
from ui.forms.context import FactGroup, HelpTopic
from ui.forms.platform_facts import FACT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment
    from ui.assessment.shell import AssessmentShell
    from ui.theme import Theme

    OpenShell = Callable[[Assessment], AssessmentShell]


def _focus(qtbot: QtBot, shell: AssessmentShell, page_id: str, *path: str) -> str:
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_page(page_id, path)
    QApplication.processEvents()
    return shell.findChild(HelpPane).text()


def _plain(text: str) -> str:
    """Return a text as Qt's rich text gives it back."""
    return text.replace("\u00a0", " ")


def test_the_focused_field_explains_itself_with_its_norm(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    text = app.texts.field("Occasion.reason")
    shown = _focus(qtbot, open_shell(minimal_assessment()), "occasion", "occasion", "reason")
    for part in (text.label, text.norm, text.help.split("\n\n")[0]):
        assert _plain(part) in shown


def test_a_field_about_a_platform_shows_its_facts_with_source_and_date(
    qtbot: QtBot, open_shell: OpenShell, app: Application
) -> None:
    shell = open_shell(full_assessment())
    transfer = next(t for t in shell.editor.assessment.transfers if t.platform_id == "facebook")
    shown = _focus(qtbot, shell, "responsibilities", "transfers", transfer.id, "country")
    fact = app.catalogue.platforms["facebook"].facts_in("third_country_transfers.countries")[0]
    assert _plain(fact.text) in shown
    assert f"Quelle: {fact.source}" in shown
    assert "Stand " in shown


def test_every_field_that_is_given_facts_names_fields_of_the_catalogue(app: Application) -> None:
    named = {field for fields in FACT_FIELDS.values() for field in fields}
    assert named <= set(app.catalogue.platform_fields)


def test_open_points_lead_to_their_field(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.open_page("decision")
    points = shell.findChild(FindingList).findChild(QListWidget)
    finding = next(f for f in shell.editor.view.findings if f.topic == "decision" and f.path)
    item = next(
        points.item(row) for row in range(points.count()) if points.item(row).text() == finding.sentence
    )
    points.setCurrentItem(item)
    qtbot.keyClick(points, Qt.Key.Key_Return)
    assert shell.page.isAncestorOf(shell.window().focusWidget())


def test_every_open_point_leads_somewhere_on_its_page(open_shell: OpenShell) -> None:
    shell = open_shell(replace(minimal_assessment(), platforms=full_assessment().platforms))
    lost = []
    for finding in shell.editor.view.findings:
        if finding.path:
            shell.open_page(str(finding.topic))
            if not shell.page.focus_path(finding.path):
                lost.append((finding.check, finding.path))
    assert lost == []


def test_the_steps_tell_how_far_they_are(qtbot: QtBot, open_shell: OpenShell) -> None:
    shell = open_shell(minimal_assessment())
    steps = shell.findChild(StepList)
    assert shell.editor.view.completeness["occasion"] is not PageStatus.COMPLETE
    assert steps.mark_of("occasion") == "Anlass und Beteiligte, noch offen"
    with qtbot.waitSignal(shell.editor.judged):
        filled = replace(full_assessment(), id="a0")
        shell.context.application.rights.accept(filled)
        shell.editor.apply("Füllen", lambda _old: filled)
    expected = {
        PageStatus.COMPLETE: "vollständig",
        PageStatus.OPEN: "noch offen",
        PageStatus.FINDING: "mit Befund",
    }
    mark = expected[shell.editor.view.completeness["occasion"]]
    assert steps.mark_of("occasion") == f"Anlass und Beteiligte, {mark}"


@pytest.mark.parametrize(
    ("as_of", "evidence", "mark"),
    [
        ("2024-01-01", Evidence.PRIMARY, "älter als 12 Monate"),
        ("unbekannt", Evidence.SECONDARY, "ohne Stand"),
        ("2026-11-01", Evidence.INFERRED, "abgeleitet, bitte prüfen"),
        ("unbekannt", Evidence.UNSOURCED, "nicht belegt"),
    ],
)
def test_a_fact_one_cannot_rely_on_is_marked(
    qtbot: QtBot, german_qt: object, as_of: str, evidence: Evidence, mark: str
) -> None:
    del german_qt
    pane = HelpPane()
    qtbot.addWidget(pane)
    source = None if evidence is Evidence.UNSOURCED else "https://example.org/<quelle>"
    fact = Fact("x.y", "Es gilt <b>nichts</b> & alles.", source, as_of, evidence)
    pane.show_topic(HelpTopic(title="Feld", facts=(FactGroup("Plattform: Frist", (fact,)),)))
    shown = _plain(pane.text())
    assert f"⚠ {mark}" in shown
    assert "Es gilt <b>nichts</b> & alles." in shown


def test_the_longest_open_point_is_shown_whole(theme: Theme, qtbot: QtBot) -> None:
    del theme
    sentence = "Der Weg der Daten vom Eingang bis zur Löschung ist nicht beschrieben. " * 3
    points = FindingList()
    qtbot.addWidget(points)
    points.resize(300, 240)
    finding = Finding(check="lang", severity=Severity.ERROR, sentence=sentence, norm="", topic=Topic.PURPOSES)
    points.show_findings([finding] * 5)
    points.show()
    rows = points.findChild(QListWidget)
    place = rows.visualItemRect(rows.item(0))
    wrapped = int(Qt.TextFlag.TextWordWrap)
    needed = rows.fontMetrics().boundingRect(QRect(0, 0, place.width() - 44, 0), wrapped, sentence)
    assert place.height() >= needed.height()
