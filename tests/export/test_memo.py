"""The memo on the threshold analysis: what it says for every outcome, in every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from documents import READERS, catalogue, document, entries, report_of
from factories import full_assessment, minimal_assessment

from dsfa_app.commands.documents import DOCUMENTS
from dsfa_app.domain.threshold import ThresholdAnalysis, ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.exchange import canonical
from exporters.formats import FORMATS
from exporters.package import EMBEDDED_PART
from exporters.report.kinds import DOCUMENT_KINDS
from exporters.report.model import Notice, NoticeKind, SignOff

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

MEMO_FORMATS = ("docx", "xlsx", "html")


def answered(otherwise: Answer = Answer.NO, *, reason: str = "", **body: Answer) -> Assessment:
    """Return an assessment with an answer to every rule; rule ids with underscores for hyphens."""
    answers = tuple(
        ThresholdAnswer(
            id=rule_id,
            at_operator=Answer.NO,
            at_controller=body.get(rule_id.replace("-", "_"), otherwise),
            reason=f"Grund zu {rule_id}",
        )
        for rule_id in catalogue().threshold_rules
    )
    return replace(
        minimal_assessment(),
        threshold_answers=answers,
        threshold=ThresholdAnalysis(not_required_reason=reason, dpo_note="Einverstanden, DSB."),
    )


def notices(assessment: Assessment) -> list[Notice]:
    return [
        block
        for section in report_of(assessment, "vermerk").sections
        for block in section.blocks
        if isinstance(block, Notice)
    ]


def test_kinds_have_unique_ids_the_command_line_knows_and_formats_that_exist() -> None:
    assert tuple(kind.id for kind in DOCUMENT_KINDS) == DOCUMENTS
    assert len(set(DOCUMENTS)) == len(DOCUMENTS)
    known = {known.id for known in FORMATS}
    assert all(set(kind.formats) <= known for kind in DOCUMENT_KINDS)
    assert DOCUMENT_KINDS[1].formats == MEMO_FORMATS


@pytest.mark.parametrize("format_id", MEMO_FORMATS)
def test_the_memo_says_outcome_reason_every_rule_and_the_dpo_note(format_id: str) -> None:
    assessment = answered(reason="Es bleibt bei allgemeinen Hinweisen ohne Personenbezug.")
    shown = READERS[format_id](document(assessment, format_id, "vermerk"))
    for words in (
        "Vermerk zur Schwellwertanalyse",
        "DSFA nicht erforderlich",
        "Es bleibt bei allgemeinen Hinweisen ohne Personenbezug.",
        "Einverstanden, DSB.",
        canonical.fingerprint(assessment),
    ):
        assert words in shown
    for rule in catalogue().threshold_rules.values():
        assert rule.title in shown
        assert f"Grund zu {rule.id}" in shown


@pytest.mark.parametrize("format_id", READERS)
def test_the_report_prints_every_rule_with_its_text_source_and_contribution(format_id: str) -> None:
    shown = READERS[format_id](document(answered(art35_3_a=Answer.YES, house_rule=Answer.YES), format_id))
    for rule in catalogue().threshold_rules.values():
        assert rule.question in shown
        assert rule.text in shown
    assert "Stand 17.10.2018" in shown
    assert "Stand 02/2020" in shown
    for contribution in ("verpflichtet", "wird erwartet", "kein Treffer"):
        assert contribution in shown


def test_the_memo_is_short_and_has_the_rules_behind_the_signatures() -> None:
    report = report_of(full_assessment(), "vermerk")
    assert report.is_short
    assert [section.number for section in report.sections] == ["1", "2", "3", "A"]
    assert any(isinstance(block, SignOff) for block in report.sections[2].blocks)
    assert "Inhalt\n" not in READERS["docx"](document(full_assessment(), "docx", "vermerk"))


@pytest.mark.parametrize(
    ("assessment", "kind", "words"),
    [
        (answered(art35_1=Answer.YES), NoticeKind.ERROR, "ersetzt keine DSFA"),
        (answered(house_rule=Answer.YES), NoticeKind.NOTE, "Die DSFA wird durchgeführt"),
        (answered(Answer.UNKNOWN), NoticeKind.ERROR, "lässt sich kein Verzicht stützen"),
        (answered(), NoticeKind.ERROR, "Begründung des Verzichts fehlt"),
    ],
)
def test_the_memo_says_how_it_stands_to_the_assessment(
    assessment: Assessment, kind: NoticeKind, words: str
) -> None:
    assert any(notice.kind is kind and words in notice.text for notice in notices(assessment))


def test_a_reasoned_waiver_carries_no_warning() -> None:
    found = notices(answered(reason="Kein Personenbezug."))
    assert all(notice.kind is NoticeKind.NOTE for notice in found)


@pytest.mark.parametrize("format_id", ["docx", "xlsx"])
def test_the_memo_embeds_the_whole_assessment_and_is_reproducible(format_id: str) -> None:
    assessment = full_assessment()
    data = document(assessment, format_id, "vermerk")
    assert canonical.decode(entries(data)[EMBEDDED_PART.lstrip("/")]).assessment == assessment
    assert document(assessment, format_id, "vermerk") == data
