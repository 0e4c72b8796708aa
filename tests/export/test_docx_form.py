"""The form of the Word document: real headings and tables, nothing foreign, nothing that changes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from documents import W, document, docx_text, entries, part
from factories import full_assessment, large_assessment, minimal_assessment, platform_use
from hypothesis import given
from hypothesis import strategies as st

from exporters.docx.blocks import MAX_GRID_PLATFORMS
from exporters.docx.tables import column_widths
from exporters.docx.template import build_template
from resources import resource


@pytest.fixture(scope="module")
def full() -> bytes:
    return document(full_assessment(), "docx")


def test_the_shipped_template_is_the_one_the_program_builds() -> None:
    assert resource("templates", "dsfa.docx").read_bytes() == build_template()


def test_python_docx_opens_it_with_german_language_and_properties(full: bytes) -> None:
    opened = docx.Document(io.BytesIO(full))
    assert opened.core_properties.title == full_assessment().title
    assert opened.core_properties.language == "de-DE"
    language = part(full, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "de-DE"


def test_equal_input_gives_equal_bytes(full: bytes) -> None:
    assert document(full_assessment(), "docx") == full


_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
        "suppressAutoHyphens spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs strike noProof color spacing sz szCs highlight u shd vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "settings": (
        "zoom defaultTabStop autoHyphenation hyphenationZone doNotHyphenateCaps characterSpacingControl "
        "compat themeFontLang decimalSymbol listSeparator"
    ),
    "lvl": "start numFmt lvlText lvlJc pPr",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
}
"""Children in the order of the schema (ISO/IEC 29500-1, annex A); Word refuses to read any other."""


def test_elements_stand_in_the_order_of_the_schema(full: bytes) -> None:
    for name in entries(full):
        if not re.fullmatch(r"word/\w+\.xml", name):
            continue
        for element in part(full, name).iter():
            local = element.tag.removeprefix(W)
            if local in _ORDER:
                order = _ORDER[local].split()
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                if local == "sectPr":  # headers and footers may alternate
                    places = [max(place, 1) for place in places]
                assert places == sorted(places), f"{name}: {[child.tag for child in element]}"


def test_every_cell_ends_with_a_paragraph_and_no_two_tables_touch(full: bytes) -> None:
    body = part(full, "word/document.xml")
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    for table in body.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_bookmarks_have_unique_numbers_and_names(full: bytes) -> None:
    marks = list(part(full, "word/document.xml").iter(f"{W}bookmarkStart"))
    for key in ("id", "name"):
        values = [mark.get(f"{W}{key}") for mark in marks]
        assert len(set(values)) == len(values) > 0


def test_every_style_in_use_is_defined(full: bytes) -> None:
    known = {style.get(f"{W}styleId") for style in part(full, "word/styles.xml").iter(f"{W}style")}
    body = part(full, "word/document.xml")
    used = {
        element.get(f"{W}val")
        for name in ("pStyle", "rStyle", "tblStyle")
        for element in body.iter(f"{W}{name}")
    }
    assert used <= known


def test_headings_descend_one_level_at_a_time(full: bytes) -> None:
    levels = [
        int(style.get(f"{W}val")[-1])
        for style in part(full, "word/document.xml").iter(f"{W}pStyle")
        if re.fullmatch(r"Heading\d", style.get(f"{W}val"))
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_table_of_contents_links_to_every_chapter_without_page_numbers_or_prompt(full: bytes) -> None:
    body = part(full, "word/document.xml")
    anchors = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    chapters = [style for style in body.iter(f"{W}pStyle") if style.get(f"{W}val") == "Heading1"]
    assert len(anchors) >= len(chapters)
    assert set(anchors) <= bookmarks
    assert part(full, "word/settings.xml").find(f"{W}updateFields") is None


def test_only_the_contents_and_page_numbers_are_fields_and_each_shows_something(full: bytes) -> None:
    found = set()
    for name, content in entries(full).items():
        if name.startswith("word/") and name.endswith(".xml"):
            codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", content)
            found |= {code.split()[0].decode() for code in codes}
            assert content.count(b'fldCharType="begin"') == content.count(b'fldCharType="separate"')
            assert content.count(b'fldCharType="begin"') == content.count(b'fldCharType="end"')
    assert found == {"TOC", "PAGE"}


def test_every_table_with_columns_repeats_its_header_and_is_described(full: bytes) -> None:
    for table in part(full, "word/document.xml").iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        style = properties.find(f"{W}tblStyle").get(f"{W}val")
        first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
        assert (first is not None) == (style != "DSFAFacts")
        widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert all(width > 0 for width in widths)
        assert sum(widths) == int(properties.find(f"{W}tblW").get(f"{W}w"))
        for row in table.iter(f"{W}tr"):
            assert len(row.findall(f"{W}tc")) == len(widths)


def test_wide_tables_stand_on_wide_pages_and_nothing_is_wider_than_its_page(full: bytes) -> None:
    body = part(full, "word/document.xml").find(f"{W}body")
    widest = 0
    orientations = []
    for element in body:
        if element.tag == f"{W}tbl":
            widest = max(widest, int(element.find(f"{W}tblPr/{W}tblW").get(f"{W}w")))
        section = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
            room = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
            assert widest <= room
            orientations.append(size.get(f"{W}orient", "portrait"))
            widest = 0
    assert "landscape" in orientations
    assert orientations[0] == "portrait"


def test_header_and_footer_name_title_version_state_and_fingerprint(full: bytes) -> None:
    for name, content in entries(full).items():
        if re.fullmatch(r"word/(header|footer)\d\.xml", name):
            assert b"{{" not in content
    header = "".join(part(full, "word/header1.xml").itertext())
    assert full_assessment().title in header
    assert f"Fassung {full_assessment().version} · Entwurf" in header
    assert "Fingerabdruck" in "".join(part(full, "word/footer1.xml").itertext())


def test_a_title_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    odd = replace(minimal_assessment(), title="{{version}} {{title}}", version="{{state}}")
    assert "{{version}} {{title}}" in "".join(part(document(odd, "docx"), "word/header1.xml").itertext())


def test_nothing_foreign_is_in_the_package(full: bytes) -> None:
    names = set(entries(full))
    assert names == {
        "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "dsfa/assessment.json",
        "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml", "word/footer1.xml",
        "word/footer2.xml", "word/header1.xml", "word/header2.xml", "word/header3.xml",
            "word/media/image1.png", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml",
    }  # fmt: skip
    for relationship in part(full, "word/_rels/document.xml.rels"):
        if relationship.get("TargetMode") == "External":
            assert relationship.get("Type").endswith("/hyperlink")
            assert relationship.get("Target").startswith(("http://", "https://"))


def test_many_platforms_are_split_over_several_grids_instead_of_being_cut() -> None:
    names = [f"Plattform {number}" for number in range(MAX_GRID_PLATFORMS + 3)]
    platforms = tuple(platform_use(f"p{number}", name=name) for number, name in enumerate(names))
    data = document(replace(minimal_assessment(), platforms=platforms), "docx")
    grids = [
        table
        for table in part(data, "word/document.xml").iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblDescription") is not None
        and "Plattformen" in table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    ]
    heads = ["".join(text.text for text in table.find(f"{W}tr").iter(f"{W}t")) for table in grids]
    assert all(any(name in head for head in heads) for name in names)


def test_a_hyperlink_is_made_for_a_web_address_and_for_nothing_else() -> None:
    alternatives = full_assessment().alternatives
    odd = replace(
        full_assessment(),
        documents=(replace(full_assessment().documents[0], location="https://bawü.social/@stuttgart"),),
        alternatives=(replace(alternatives[0], url="javascript:alert(1)"),),
    )
    data = document(odd, "docx")
    targets = {
        relationship.get("Target")
        for relationship in part(data, "word/_rels/document.xml.rels")
        if relationship.get("TargetMode") == "External"
    }
    assert "https://xn--baw-joa.social/@stuttgart" in targets
    assert "https://bawü.social/@stuttgart" in docx_text(data)
    assert not any("javascript" in target for target in targets)


def test_the_document_of_a_large_assessment_stays_below_a_megabyte() -> None:
    assert len(document(large_assessment(), "docx")) < 1_000_000


@given(
    columns=st.lists(st.tuples(st.floats(0.1, 10), st.integers(1, 18)), min_size=1, max_size=12),
    total=st.integers(6_000, 16_000),
)
def test_columns_fill_the_width_and_leave_room_for_the_longest_word(
    columns: list[tuple[float, int]], total: int
) -> None:
    shares, words = zip(*columns, strict=True)
    widths = column_widths(shares, words, total)
    assert sum(widths) == total
    assert all(width > 0 for width in widths)
    if sum(words) * 100 + len(words) * 180 < total * 0.7:
        assert all(width >= word * 100 for width, word in zip(widths, words, strict=True))
