"""What the report says: results, reservations and open points, never a verdict of the program's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from documents import READERS, catalogue, document, docx_text, material_of, report_of
from factories import full_assessment, large_assessment, minimal_assessment, platform_use

from dsfa_app.domain.presence import PlatformUse
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.marks import Layer, LevelMark
from exporters.report.model import (
    Heading,
    Matrix,
    Notice,
    RiskGrid,
    RiskPath,
    SignOff,
    Table,
)
from exporters.report.sections import SECTIONS


def _blocks(assessment, kind, number=None):
    return [
        block
        for section in report_of(assessment).sections
        for block in section.blocks
        if isinstance(block, kind) and number in (None, section.number)
    ]


def test_the_report_has_the_thirteen_chapters_and_four_annexes_in_order() -> None:
    sections = report_of(minimal_assessment()).sections
    assert [section.number for section in sections] == [*map(str, range(13)), "A", "B", "C", "D"]
    assert len(SECTIONS) == len(sections)


def test_every_chapter_names_its_norm_and_the_section_of_the_edpb_template() -> None:
    for section in report_of(minimal_assessment()).sections:
        assert any("EDSA-Vorlage" in standard for standard in section.standards), section.title
        assert any("DSGVO" in standard or "DSK" in standard for standard in section.standards), section.title


def test_headings_are_numbered_within_chapters_and_tables_through_the_report() -> None:
    report = report_of(full_assessment())
    for section in report.sections:
        numbers = [
            block.text.split()[0]
            for block in section.blocks
            if isinstance(block, Heading) and block.level == 2
        ]
        assert numbers == [f"{section.number}.{position}" for position in range(1, len(numbers) + 1)]
    captions = [
        block.caption
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Table | RiskGrid | Matrix)
    ]
    assert [caption.split(":")[0] for caption in captions] == [
        f"Tabelle {number}" for number in range(1, len(captions) + 1)
    ]


def test_every_row_of_every_table_has_a_cell_for_every_column() -> None:
    for table in _blocks(full_assessment(), Table):
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.caption
    for register in report_of(full_assessment()).registers:
        assert all(len(row) == len(register.columns) for row in register.rows), register.title


def test_an_unrated_risk_is_shown_as_open_and_warned_about() -> None:
    assessment = replace(minimal_assessment(), platforms=(platform_use("facebook"),))
    grids = _blocks(assessment, RiskGrid, "8")
    assert {mark.label for grid in grids for row in grid.rows for mark in row.marks} == {"offen"}
    assert "nicht bewertet" in " ".join(notice.text for notice in _blocks(assessment, Notice, "8"))
    path = _blocks(assessment, RiskPath, "0")[0]
    assert {mark.label for _, mark in path.steps} == {"offen"}


def test_a_risk_that_does_not_apply_is_printed_with_its_reason() -> None:
    assessment = full_assessment()
    rating = next(known for known in assessment.ratings if known.applicable is Answer.NO)
    tables = [table for table in _blocks(assessment, Table, "8") if "Trifft nicht zu" in table.caption]
    assert any(rating.reason in f"{row}" and rating.risk_id in f"{row[0]}" for t in tables for row in t.rows)
    marks = [
        row.marks for grid in _blocks(assessment, RiskGrid) for row in grid.rows if row.id == rating.risk_id
    ]
    assert any(mark.label == "trifft nicht zu" for found in marks for mark in found)


def test_a_rating_of_a_platform_that_is_not_covered_is_printed_and_counts_nowhere() -> None:
    assessment = replace(full_assessment(), platforms=(PlatformUse(id="x", name="X"),))
    text = docx_text(document(assessment, "docx"))
    assert "Bewertungen ohne Bezug" in text
    assert material_of(assessment).overall.gross_level is None


def test_an_override_is_shown_as_an_override() -> None:
    assert "Abweichend eingestuft" in docx_text(document(full_assessment(), "docx"))


@pytest.mark.parametrize("layer", Layer)
def test_a_level_says_the_same_by_word_symbol_and_colour(layer: Layer) -> None:
    material = material_of(large_assessment())
    marks = {material.mark(result, layer) for result in material.results}
    seen: dict[str, set[str]] = {}
    for mark in marks:
        if mark.background:
            seen.setdefault(mark.short_label, set()).add(f"{mark.symbol}{mark.background}{mark.pattern}")
    assert seen
    assert all(len(looks) == 1 for looks in seen.values())
    symbols = [next(iter(looks))[0] for looks in seen.values()]
    assert len(set(symbols)) == len(symbols)


def test_the_matrix_counts_every_rated_risk_once() -> None:
    assessment = large_assessment()
    gross, proven = _blocks(assessment, Matrix, "10")
    rated = sum(result.gross is not None for result in material_of(assessment).results)
    for matrix in (gross, proven):
        assert sum(cell.count or 0 for row in matrix.rows for cell in row) == rated


def test_the_method_chapter_shows_the_matrix_with_its_split_fields_and_the_fingerprint() -> None:
    material = material_of(minimal_assessment())
    matrix = _blocks(minimal_assessment(), Matrix, "7")[0]
    assert [len(row) for row in matrix.rows] == [4, 4, 4, 4]
    assert sum("geteilt" in cell.remark for row in matrix.rows for cell in row) == 4
    assert material.profile.fingerprint in docx_text(document(minimal_assessment(), "docx"))
    highest_severity, lowest_likelihood = matrix.rows[0][0], Score(severity=4, likelihood=1)
    assert highest_severity.mark.score == f"{lowest_likelihood.severity}·{lowest_likelihood.likelihood}"


def test_every_finding_is_printed_with_its_norm() -> None:
    assessment = minimal_assessment()
    material = material_of(assessment)
    text = docx_text(document(assessment, "docx"))
    assert material.findings
    for finding in material.findings:
        assert finding.sentence in text
        assert finding.norm in text


@pytest.mark.parametrize(
    ("reference", "reservation"),
    [
        ("facebook.operator.legal_entity", ""),
        ("seed:2025-4", "älter als 12 Monate"),
        ("so etwas kennt der Katalog nicht", "nicht im Katalog"),
    ],
)
def test_a_cited_source_carries_its_reservations(reference: str, reservation: str) -> None:
    assessment = replace(minimal_assessment(), platforms=(platform_use("facebook", sources=(reference,)),))
    entry = material_of(assessment).sources[reference]
    assert (reservation in entry.marks) if reservation else (entry.marks == ())
    assert entry.citation == ("[1*]" if reservation else "[1]")
    assert entry.citation in docx_text(document(assessment, "docx"))


@pytest.mark.parametrize("mark", ["abgeleitet", "nicht belegt", "ohne Stand", "älter als 12 Monate"])
def test_each_kind_of_doubtful_fact_is_marked(mark: str) -> None:
    references = tuple(catalogue().facts)
    assessment = replace(minimal_assessment(), platforms=(platform_use("facebook", sources=references),))
    marked = [entry for entry in material_of(assessment).sources.values() if mark in entry.marks]
    assert marked
    assert all(entry.citation.endswith("*]") for entry in marked)


def test_the_program_never_calls_a_processing_lawful_or_a_risk_acceptable() -> None:
    """Such words may only be the user's; annex B quotes the titles of norms."""
    report = report_of(replace(minimal_assessment(), platforms=(platform_use("facebook"),)))
    said = f"{[section for section in report.sections if section.number != 'B']}".lower()
    for word in ("vertretbar", "zulässig", "rechtskonform", "datenschutzkonform", "unbedenklich"):
        assert word not in said
    assert "keine rechtsberatung" in report.disclaimer.lower()
    assert "rechtsberatung" in said


def test_signers_have_a_line_each_and_a_missing_list_is_said() -> None:
    (table,) = _blocks(full_assessment(), SignOff)
    assert [signer.role for signer in table.signers] == [
        signer.role for signer in full_assessment().expected_signers
    ]
    (empty,) = _blocks(minimal_assessment(), SignOff)
    assert len(empty.signers) == 1
    assert "noch nicht festgelegt" in " ".join(n.text for n in _blocks(minimal_assessment(), Notice, "12"))


def test_identity_stands_in_the_body_of_every_document() -> None:
    assessment = full_assessment()
    fingerprint = material_of(assessment).fingerprint
    for format_id, read in READERS.items():
        text = read(document(assessment, format_id))
        for value in (assessment.title, assessment.version, fingerprint, "Entwurf", "DSFA-Werkbank 1.2.3"):
            assert value in text, (format_id, value)


def test_a_level_mark_reads_well_without_colour() -> None:
    mark = LevelMark(
        label="hohes Risiko", short_label="hoch", symbol="▲", background="#C62828", foreground="#FFFFFF",
        pattern="solid", score="3·4",
    )  # fmt: skip
    assert mark.text.replace("\u00a0", " ") == "▲ hoch 3·4"
