"""The public version: what people outside are told, and what never leaves the house with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import READERS, entries, material_of
from factories import full_assessment, minimal_assessment

from dsfa_app.domain.frame import Participant
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.outcome import Decision
from dsfa_app.domain.review import Evaluation
from dsfa_app.domain.vocabulary import DecisionOutcome, MeasureState, MeasureType
from exporters.formats import FORMATS
from exporters.package import EMBEDDED_PART
from exporters.report.kinds import DOCUMENT_KINDS

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment

KIND = next(kind for kind in DOCUMENT_KINDS if kind.id == "veroeffentlichung")
WRITERS = {known.id: known.write for known in FORMATS}
EVALUATION = Evaluation(
    id="v",
    period_from=date(2025, 11, 1),
    period_to=date(2026, 10, 31),
    necessity="Die Reichweite trägt noch.",
    extent="Zwei Kanäle.",
    effectiveness="Die Netiquette wirkt.",
    conclusion="Weiter wie bisher.",
    evaluated_by="Frau Geheim",
    evaluated_on=date(2026, 11, 2),
)
SAID = replace(
    minimal_assessment(),
    participants=(Participant(id="p", name="Frau Geheim"),),
    decision=Decision(
        outcome=DecisionOutcome.RELEASE, decided_on=date(2026, 1, 2), decided_by="Frau Geheim"
    ),
    measures=(
        Measure(
            id="o", title="Netiquette", type=MeasureType.ORGANISATIONAL, state=MeasureState.PROVEN,
            owner="Frau Geheim", description="interner Vermerk",
        ),
        Measure(id="t", title="Mehrfaktor-Anmeldung", type=MeasureType.TECHNICAL, state=MeasureState.PLANNED),
        Measure(id="r", title="Verworfene Idee", state=MeasureState.REJECTED),
    ),
    evaluations=(EVALUATION,),
)  # fmt: skip


def published(assessment: Assessment, format_id: str = "docx") -> str:
    return READERS[format_id](WRITERS[format_id](KIND.build(material_of(assessment)), None))


@pytest.mark.parametrize("format_id", KIND.formats)
def test_the_public_version_tells_what_is_done_and_what_was_decided(format_id: str) -> None:
    text = published(SAID, format_id)
    for said in ("Netiquette", "Freigabe", "02.01.2026", "Weiter wie bisher.", "1 technische Maßnahme"):
        assert said in text.replace("\u00a0", " ")


@pytest.mark.parametrize("format_id", KIND.formats)
def test_names_technical_measures_and_internal_notes_stay_inside(format_id: str) -> None:
    text = published(SAID, format_id)
    for kept in ("Frau Geheim", "Mehrfaktor", "interner Vermerk", "Verworfene Idee"):
        assert kept not in text


def test_no_comment_finding_or_person_of_a_full_assessment_gets_out() -> None:
    assessment, text = full_assessment(), published(full_assessment())
    for record in (*assessment.comments, *assessment.participants, *assessment.approvals):
        for name in ("text", "name", "contact", "person", "note"):
            value = getattr(record, name, "")
            assert not value or value not in text
    assert "Prüfhinweise" not in text
    assert assessment.decision.decided_by not in text


@pytest.mark.parametrize(
    "changes", [{"evaluated_on": None}, {"extent": "Vorschlag: zwei."}, {"conclusion": ""}]
)
def test_an_evaluation_that_is_not_finished_is_not_published(changes: dict[str, object]) -> None:
    unfinished = replace(SAID, evaluations=(replace(EVALUATION, **changes),))  # type: ignore[arg-type]
    assert "Die Reichweite trägt noch." not in published(unfinished)


def test_the_assessment_does_not_travel_in_the_file(app: Application) -> None:
    data = app.documents.render(SAID, "docx", "veroeffentlichung")
    assert EMBEDDED_PART.lstrip("/") not in entries(data)
    assert EMBEDDED_PART.lstrip("/") in entries(app.documents.render(SAID, "docx"))
    assert b"Frau Geheim" not in b"".join(entries(data).values())
