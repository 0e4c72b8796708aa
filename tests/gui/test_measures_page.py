"""Measures: from the catalogue or one's own, what they lower, and what proves them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from gui_steps import focused, press, three_platforms, type_here
from PySide6.QtCore import Qt

from dsfa_app.domain.measure import Measure
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import MeasureState
from dsfa_app.method.findings import Topic
from ui.dialogs.measure_catalogue import MeasureCatalogueDialog
from ui.pages.measures import MeasuresPage
from ui.view_models.measures import achievement, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

HIGH = Score(severity=3, likelihood=4)


@pytest.fixture
def shell(app: Application, open_shell: Callable[..., AssessmentShell]) -> AssessmentShell:
    assessment = three_platforms(app).rated("facebook", "R16", gross=HIGH, reason="Kein zweiter Faktor.")
    opened = open_shell(assessment)
    opened.open_page("measures")
    opened.activateWindow()
    return opened


@pytest.fixture
def page(shell: AssessmentShell) -> MeasuresPage:
    assert isinstance(shell.page, MeasuresPage)
    return shell.page


def planned_level(page: MeasuresPage) -> int | None:
    return page.context.editor.view.result("facebook", "R16").planned_level


def proven_level(page: MeasuresPage) -> int | None:
    return page.context.editor.view.result("facebook", "R16").proven_level


def catalogue_dialog(page: MeasuresPage) -> MeasureCatalogueDialog:
    page.from_catalogue.click()
    dialog = page.window().findChild(MeasureCatalogueDialog)
    assert isinstance(dialog, MeasureCatalogueDialog)
    return dialog


def test_without_measures_the_page_says_where_they_come_from(page: MeasuresPage) -> None:
    assert page.splitter.isHidden()
    assert "Katalog" in page.empty.text()
    assert page.focus_path(("measures",))
    assert focused() is page.from_catalogue


def test_the_catalogue_says_why_it_has_nothing_to_offer(page: MeasuresPage) -> None:
    dialog = catalogue_dialog(page)
    dialog.search.setText("Zauberei")
    assert "passt zur Suche" in dialog.emptiness
    dialog.search.clear()
    assert dialog.emptiness == ""
    dialog.reject()
    page.add_from_catalogue(tuple(page.context.catalogue.measures))
    page.choose_from_catalogue()
    everything_taken = page.window().findChildren(MeasureCatalogueDialog)[-1]
    assert "schon übernommen" in everything_taken.emptiness
    assert not everything_taken.accept_button.isEnabled()


def test_the_catalogue_offers_what_serves_high_and_open_risks_first(page: MeasuresPage) -> None:
    offered = suggestions(page.context.editor.view)
    assert "R16" in offered[0].measure.risks
    assert [item.high for item in offered] == sorted((item.high for item in offered), reverse=True)
    page.add_from_catalogue((offered[0].measure.id,))
    assert offered[0].measure.id not in {item.measure.id for item in suggestions(page.context.editor.view)}


def test_measures_ticked_by_keyboard_are_taken_over_in_one_step(page: MeasuresPage, qtbot: QtBot) -> None:
    dialog = catalogue_dialog(page)
    qtbot.waitUntil(dialog.search.hasFocus)
    type_here("Mehrfaktor")
    visible = [item for item in dialog.items() if not item.isHidden()]
    assert 0 < len(visible) < len(dialog.items())
    dialog.list.setCurrentItem(visible[0])
    dialog.list.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.accept_button.text() == "1\u00a0Maßnahme übernehmen"
    dialog.accept_button.click()
    (measure,) = page.context.editor.assessment.measures
    assert measure.state is MeasureState.PLANNED
    assert measure.catalogue_id
    page.context.editor.undo()
    assert page.context.editor.assessment.measures == ()


def test_a_planned_measure_lowers_the_planned_level_at_once(page: MeasuresPage) -> None:
    before = planned_level(page)
    page.add_own()
    measure_id = page.detail.measure_id
    for name, value in (("risk_ids", ("R16",)), ("likelihood_effect", -2), ("severity_effect", -1)):
        page.context.editor.set_value(("measures", measure_id, name), value)
    assert before == page.context.editor.view.profile.highest
    assert planned_level(page) == before - 1
    assert proven_level(page) == before
    assert "R16 Kontoübernahme: Facebook ▲ hoch 3·4 → ■ Risiko 2·2" in page.detail.achievement.text()
    assert "sinkt erst mit dem Stand „nachgewiesen“" in page.detail.achievement.text()
    page.context.editor.set_value(("measures", measure_id, "state"), MeasureState.PROVEN)
    assert proven_level(page) == before - 1
    assert "Auch das nachgewiesene Restrisiko rechnet so" in page.detail.achievement.text()


def test_a_proposed_measure_shows_what_it_would_do_but_counts_for_nothing(page: MeasuresPage) -> None:
    proposed = Measure(id="m", title="Probe", risk_ids=("R16",), likelihood_effect=-2)
    page.context.editor.add_item(("measures",), proposed)
    found = achievement(proposed, page.context.editor.view)
    assert found.is_hypothetical
    assert [(item.before, item.after) for item in found.changes] == [(HIGH, Score(severity=3, likelihood=2))]
    assert planned_level(page) == page.context.editor.view.profile.highest


def test_a_second_measure_beyond_two_steps_is_said_to_have_no_further_effect(page: MeasuresPage) -> None:
    for number in (1, 2):
        page.context.editor.add_item(
            ("measures",),
            Measure(id=f"m{number}", state=MeasureState.PLANNED, risk_ids=("R16",), likelihood_effect=-2),
        )
    page.open_measure("m2")
    assert "wirkt sie nicht zusätzlich" in page.detail.achievement.text()


def test_evidence_from_a_file_gets_its_fingerprint_and_makes_the_measure_proven(
    page: MeasuresPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "Bildschirmfoto Größe.png"
    file.write_bytes(b"Nachweis")
    page.context.editor.add_item(
        ("measures",),
        Measure(id="m", title="2FA", risk_ids=("R16",), severity_effect=-1, likelihood_effect=-2),
    )
    page.open_measure("m")
    page.context.editor.set_value(("measures", "m", "state"), MeasureState.PROVEN)
    checks = {item.check for item in page.context.editor.view.findings if item.topic is Topic.MEASURES}
    assert "proven-without-evidence" in checks
    page.detail.evidence.proof.take(file)
    qtbot.waitUntil(lambda: bool(page.context.editor.assessment.measures[0].evidence))
    (evidence,) = page.context.editor.assessment.measures[0].evidence
    assert evidence.sha256 == hashlib.sha256(b"Nachweis").hexdigest()
    assert (evidence.title, evidence.location) == ("Bildschirmfoto Größe", str(file))
    assert proven_level(page) == page.context.editor.view.profile.highest - 1
    checks = {item.check for item in page.context.editor.view.findings if item.topic is Topic.MEASURES}
    assert "proven-without-evidence" not in checks


def test_a_measure_is_described_by_keyboard_and_removed_with_undo(page: MeasuresPage) -> None:
    page.add_own()
    type_here("Prüfliste führen")
    (measure,) = page.context.editor.assessment.measures
    assert measure.title == "Prüfliste führen"
    press(Qt.Key.Key_Escape)
    assert focused() is page.table
    press(Qt.Key.Key_Delete)
    assert page.context.editor.assessment.measures == ()
    page.context.editor.undo()
    assert page.context.editor.assessment.measures == (measure,)


def test_the_table_shows_only_what_the_filters_let_through(page: MeasuresPage) -> None:
    page.add_from_catalogue(tuple(page.context.catalogue.measures)[:10])
    page.context.editor.set_value(("measures", "M03", "state"), MeasureState.IMPLEMENTED)
    page.bar.state.setCurrentIndex(page.bar.state.findData(MeasureState.IMPLEMENTED))
    page.bar.state.activated.emit(0)
    assert [page.model.id_at(row) for row in range(page.model.rowCount())] == ["M03"]
    page.bar.state.setCurrentIndex(0)
    page.bar.words.setText("netiquette")
    assert [page.model.id_at(row) for row in range(page.model.rowCount())] == ["M05"]


def test_a_documentary_measure_offers_no_effect(page: MeasuresPage) -> None:
    page.add_from_catalogue(("M09",))
    page.open_measure("M09")
    assert "senkt für sich allein aber kein Risiko" in page.detail.achievement.text()
    assert page.detail.effect_row("severity_effect").isHidden()
    page.context.editor.set_value(("measures", "M09", "documentary"), value=False)
    assert not page.detail.effect_row("severity_effect").isHidden()


def test_a_finding_leads_into_the_field_of_its_measure(shell: AssessmentShell, page: MeasuresPage) -> None:
    page.add_from_catalogue(("M05",))
    shell.open_page("occasion")
    shell.open_page("measures", ("measures", "M05", "owner"))
    assert page.detail.measure_id == "M05"
    type_here("Leitung Online-Team")
    assert page.context.editor.assessment.measures[0].owner == "Leitung Online-Team"
