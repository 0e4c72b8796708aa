"""The form of the web page: one file, accessible, harmless."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from documents import document, html_text
from factories import full_assessment

from dsfa_app.method.marks import LevelMark
from exporters.palette import paint

_VOID = {"meta", "br"}


class _Structure(HTMLParser):
    """Collects elements and refuses tags that do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _parsed(data: bytes) -> _Structure:
    structure = _Structure()
    structure.feed(data.decode())
    assert structure.open == []
    return structure


@pytest.fixture(scope="module")
def page() -> bytes:
    return document(full_assessment(), "html")


def test_it_is_a_german_page_with_one_title_and_headings_in_order(page: bytes) -> None:
    elements = _parsed(page).elements
    assert dict(elements)["html"] == {"lang": "de"}
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page: bytes) -> None:
    elements = _parsed(page).elements
    assert sum(tag == "table" for tag, _ in elements) == sum(tag == "caption" for tag, _ in elements) > 0
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in elements if tag == "th")


def test_it_needs_nothing_else_and_runs_nothing(page: bytes) -> None:
    elements = _parsed(page).elements
    assert not {tag for tag, _ in elements} & {"script", "link", "img", "iframe", "object", "form"}
    assert b"default-src 'none'" in page
    assert b"url(" not in page


def test_its_contents_lead_to_every_chapter(page: bytes) -> None:
    elements = _parsed(page).elements
    links = {
        attributes["href"]
        for tag, attributes in elements
        if tag == "a" and f"{attributes['href']}".startswith("#")
    }
    assert links == {f"#{attributes['id']}" for tag, attributes in elements if tag == "section"}


def test_typed_markup_is_shown_and_not_obeyed() -> None:
    typed = '<script>alert(1)</script>" onmouseover="x\' &amp;'
    page = document(full_assessment(lambda place: f"{typed} {place}"), "html")
    assert "script" not in {tag for tag, _ in _parsed(page).elements}
    assert typed in html_text(page)


def test_equal_input_gives_equal_bytes(page: bytes) -> None:
    assert document(full_assessment(), "html") == page


def _luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("background", "foreground", "pattern"),
    [("#2E7D32", "#FFFFFF", "none"), ("#F9A825", "#000000", "diagonal"), ("#C62828", "#FFFFFF", "solid")],
)
def test_levels_can_be_read_on_their_colour_and_on_its_hatching(
    background: str, foreground: str, pattern: str
) -> None:
    colors = paint(
        LevelMark(
            label="", short_label="", symbol="", background=background, foreground=foreground, pattern=pattern
        )
    )
    for field in filter(None, (colors.fill, colors.stripe)):
        light, dark = sorted((_luminance(field), _luminance(colors.text)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
