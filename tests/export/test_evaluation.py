"""The yearly evaluation as a document of its own: what it says, in every format, and when it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import READERS, document, report_of
from factories import full_assessment, minimal_assessment

from dsfa_app.domain.presence import Channel
from dsfa_app.domain.review import Evaluation, ReviewEvent
from dsfa_app.domain.structure import shape
from dsfa_app.domain.vocabulary import ChannelState, ReviewOutcome
from dsfa_app.errors import NotFoundError
from exporters.report.kinds import DOCUMENT_KINDS
from exporters.report.model import Notice, SignOff

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

KIND = next(kind for kind in DOCUMENT_KINDS if kind.id == "evaluation")
EVALUATION = Evaluation(
    id="v",
    period_from=date(2025, 11, 1),
    period_to=date(2026, 10, 31),
    necessity="Die Reichweite trägt noch.",
    extent="Zwei Kanäle.",
    effectiveness="Die Netiquette wirkt.",
    conclusion="Weiter wie bisher.",
    evaluated_by="Abteilung Kommunikation",
    evaluated_on=date(2026, 11, 2),
    published_at="stuttgart.de",
)


def evaluated(*evaluations: Evaluation) -> Assessment:
    return replace(
        minimal_assessment(),
        evaluations=evaluations,
        channels=(
            Channel(
                id="k",
                name="Altes Konto",
                state=ChannelState.RETIRED,
                retired_on=date(2026, 2, 1),
                retirement_reason="kein Bedarf",
            ),
        ),
        review_events=(
            ReviewEvent(
                id="e",
                trigger="incident",
                occurred_on=date(2026, 3, 1),
                description="Beschwerde über ein Foto",
                outcome=ReviewOutcome.NO_CHANGE,
                reason="Foto entfernt",
            ),
            ReviewEvent(id="f", occurred_on=date(2026, 11, 1), description="nach dem Zeitraum"),
        ),
    )


@pytest.mark.parametrize("format_id", KIND.formats)
def test_every_format_says_what_was_evaluated(format_id: str) -> None:
    text = READERS[format_id](document(evaluated(EVALUATION), format_id, "evaluation"))
    for said in (
        "Die Reichweite trägt noch.",
        "Weiter wie bisher.",
        "Abteilung Kommunikation",
        "stuttgart.de",
        "kein Bedarf",
    ):
        assert said in text


def test_the_document_tells_about_its_period_only() -> None:
    text = READERS["docx"](document(evaluated(EVALUATION), "docx", "evaluation"))
    assert "Beschwerde über ein Foto" in text
    assert "Foto entfernt" in text
    assert "nach dem Zeitraum" not in text.partition("Offene Punkte")[0]


def test_the_latest_period_is_printed() -> None:
    former = replace(EVALUATION, id="u", period_to=date(2025, 10, 31), conclusion="Vor einem Jahr.")
    text = READERS["docx"](document(evaluated(EVALUATION, former), "docx", "evaluation"))
    assert "Weiter wie bisher." in text
    assert "Vor einem Jahr." not in text


def test_a_text_that_is_still_a_proposal_is_said_to_be_one() -> None:
    def notices(evaluation: Evaluation) -> list[str]:
        sections = report_of(evaluated(evaluation), "evaluation").sections
        return [block.text for section in sections for block in section.blocks if isinstance(block, Notice)]

    proposed = replace(EVALUATION, extent="Vorschlag: Zwei Kanäle.")
    assert any("Vorschlag des Programms" in text for text in notices(proposed))
    assert not any("Vorschlag des Programms" in text for text in notices(EVALUATION))


def test_it_can_be_signed_by_hand() -> None:
    sections = report_of(evaluated(EVALUATION), "evaluation").sections
    assert any(isinstance(block, SignOff) for section in sections for block in section.blocks)


def test_every_field_of_the_evaluation_is_printed() -> None:
    assessment = full_assessment()
    text = READERS["xlsx"](document(assessment, "xlsx", "evaluation"))
    latest = max(assessment.evaluations, key=lambda item: item.period_to or date.min)
    for item in shape(Evaluation):
        value = getattr(latest, item.name)
        if item.name != "id" and isinstance(value, str) and not isinstance(value, type(latest.published)):
            assert value in text


def test_without_an_evaluation_the_document_is_neither_offered_nor_written() -> None:
    assert not KIND.is_offered(minimal_assessment())
    assert KIND.is_offered(evaluated(EVALUATION))
    with pytest.raises(NotFoundError, match="noch keine Evaluation"):
        report_of(minimal_assessment(), "evaluation")
