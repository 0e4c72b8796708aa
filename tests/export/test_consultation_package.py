"""What the consultation package and chapter 12 print: the items of the law, approvals, deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from workflow_people import ready_for_release

from dsfa_app.domain.approval import Approval
from dsfa_app.domain.frame import Participant
from dsfa_app.domain.outcome import ClockStop, Condition, PriorConsultation
from dsfa_app.domain.vocabulary import ApprovalKind, InvolvementKind, Role
from dsfa_app.services.approvals import content_fingerprint

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment


def page(app: Application, assessment: Assessment, kind: str = "konsultation") -> str:
    text = app.documents.render(assessment, "html", kind).decode("utf-8")
    return text.replace("\u00a0", " ").replace("&#160;", " ")


@pytest.fixture
def consulted(app: Application) -> Assessment:
    return replace(
        ready_for_release(app),
        consultation=PriorConsultation(
            requested_on=date(2026, 11, 5), received_on=date(2026, 11, 6), ground="Profile bleiben."
        ),
        clock_stops=(
            ClockStop(id="c", asked_on=date(2026, 11, 12), provided_on=date(2026, 11, 18), subject="Vertrag"),
        ),
    )


def test_the_items_of_the_law_come_in_its_order(app: Application, consulted: Assessment) -> None:
    text = page(app, consulted)
    places = [
        text.index(heading)
        for heading in (
            "Zuständigkeiten (Buchst. a)",
            "Zwecke und Mittel (Buchst. b)",
            "Maßnahmen und Garantien (Buchst. c)",
            "Datenschutzbeauftragte (Buchst. d)",
            "Datenschutz-Folgenabschätzung (Buchst. e)",
            "Sonstige Angaben (Buchst. f)",
        )
    ]
    assert places == sorted(places)
    assert "Landesbeauftragte für den Datenschutz" in text
    assert "Profile bleiben." in text
    assert "Ergebnis, Freigabe und Überprüfung" in text  # chapter 12 of the assessment itself


def test_missing_contact_data_of_the_officer_are_named(app: Application, consulted: Assessment) -> None:
    missing = "Die Kontaktdaten der oder des Datenschutzbeauftragten fehlen"
    consulted = replace(consulted, controller=replace(consulted.controller, dpo_contact=""))
    assert missing in page(app, consulted)
    named = replace(consulted, controller=replace(consulted.controller, dpo_contact="DSB der Stadt"))
    assert missing not in page(app, named)
    officer = Participant(id="d", name="Dr. Berg", involvement=InvolvementKind.DPO, contact="dsb@example.org")
    complete = replace(consulted, participants=(*consulted.participants, officer))
    assert missing not in page(app, complete)
    assert "dsb@example.org" in page(app, complete)


@pytest.mark.parametrize("kind", ["konsultation", "bericht"])
def test_the_deadline_is_printed_with_every_step(app: Application, consulted: Assessment, kind: str) -> None:
    text = page(app, consulted, kind)
    assert "Frist der Aufsichtsbehörde" in text
    assert "Freitag, 01.01.2027" in text
    assert "Freitag, 08.01.2027" in text
    assert "keine Rechtsberatung" in text


def test_approvals_are_printed_with_their_standing(app: Application) -> None:
    draft = ready_for_release(app)
    fresh = Approval(
        id="n",
        kind=ApprovalKind.SUBMISSION,
        person="Frau Amann",
        given_on=date(2026, 11, 20),
        fingerprint=content_fingerprint(draft, ApprovalKind.SUBMISSION),
        note="zur Prüfung",
    )
    stale = Approval(
        id="s", kind=ApprovalKind.DECISION, person="Frau Ernst", role=Role.CONTROLLER, fingerprint="0" * 64
    )
    text = page(app, replace(draft, approvals=(replace(fresh, id="o"), fresh, stale)), "bericht")
    assert "durch eine neuere ersetzt" in text
    assert "gilt einem früheren Inhalt" in text
    assert "zur Prüfung" in text
    assert "eigene Angaben der Personen" in text


def test_open_and_late_conditions_are_counted(app: Application) -> None:
    conditions = (
        Condition(id="a", text="Vertrag", due_on=date(2026, 11, 1)),
        Condition(id="b", text="Hinweis", due_on=date(2027, 11, 1)),
        Condition(id="c", text="Netiquette", closed_on=date(2026, 11, 1), closing_note="geprüft"),
    )
    text = page(app, replace(ready_for_release(app), conditions=conditions), "bericht")
    assert "2 Auflagen noch nicht erfüllt, davon 1 überfällig." in text
    assert "geprüft" in text


@pytest.mark.parametrize("format_id", ["docx", "xlsx", "html"])
def test_the_package_is_written_in_every_format(app: Application, format_id: str) -> None:
    assert app.documents.render(full_assessment(), format_id, "konsultation")
