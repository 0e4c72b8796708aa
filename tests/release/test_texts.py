"""German texts: every field is explained, citations hold together, the manual fits the program."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from dsfa_app.cli import run
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape
from dsfa_app.texts import Texts, load_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "resources" / "handbuch"
MANUAL_PAGES = sorted(MANUAL.glob("*.md"))
GERMAN_DATA = sorted(
    file
    for folder in ("texts", "catalogue", "examples")
    for file in (ROOT / "resources" / folder).rglob("*.yaml")
)
PROGRAM = sorted(file for folder in ("dsfa_app", "ui", "exporters") for file in (ROOT / folder).rglob("*.py"))

BREAKABLE = re.compile(
    r"(?:\b(?:Art|Abs|Nr|Buchst)\.|§|\bz\.)[ \n]\S*|(?:\b(?:Art|Abs|Nr|Buchst)\.|§|\bz\.) $"
)
"""An abbreviation and the number after it that a line end could part."""
LONGEST_LABEL = 4
LONGEST_HINT = 110


@dataclass(frozen=True)
class Passage:
    """A piece of German text and where it stands."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.text.strip()[:100]}"


def yaml_passages(file: Path) -> Iterator[Passage]:
    """Give every scalar of a YAML file."""
    nodes = [yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            nodes.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
        elif node is not None:
            yield Passage(file, node.start_mark.line + 1, node.value)


def markdown_passages(file: Path) -> Iterator[Passage]:
    """Give every paragraph line of a Markdown page, without code."""
    in_code = False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.startswith("```"):
            in_code = not in_code
        elif not in_code:
            yield Passage(file, number, re.sub(r"`[^`]*`", "", line) + "\n")


def python_passages(file: Path) -> Iterator[Passage]:
    """Give every string literal of a module but its docstrings, which are English."""
    tree = ast.parse(file.read_text("utf-8"))
    statements = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in statements:
            yield Passage(file, node.lineno, node.value)


def breakable(passages: Iterator[Passage]) -> str:
    """List the passages whose citations a line end could part."""
    return "\n".join(str(passage) for passage in passages if BREAKABLE.search(passage.text))


def straight_quotes(passages: Iterator[Passage]) -> str:
    """List the passages with typewriter quotes."""
    return "\n".join(str(passage) for passage in passages if '"' in passage.text)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


RECORDS = record_classes(Assessment)
FIELDS = [(record, item) for record in RECORDS for item in shape(record)]


def test_every_field_and_no_other_has_a_text(texts: Texts):
    assert set(texts.fields) == {f"{record.__name__}.{item.name}" for record, item in FIELDS}
    assert set(texts.records) == {record.__name__ for record in RECORDS}


def test_every_label_is_short_and_unique_within_its_record(texts: Texts):
    for record in RECORDS:
        labels = [texts.field(f"{record.__name__}.{item.name}").label for item in shape(record)]
        assert len(set(labels)) == len(labels), record.__name__
        assert [text for text in labels if not 1 <= len(text.split()) <= LONGEST_LABEL or ":" in text] == []


def test_every_field_a_user_fills_in_is_explained_in_whole_sentences(texts: Texts):
    for key, text in texts.fields.items():
        is_id = key.endswith(".id") or key in {"Rating.platform_id", "Rating.risk_id"}
        assert is_id or text.help.endswith((".", "?", "“")), key
        assert len(text.hint) <= LONGEST_HINT, key


def test_every_collection_says_what_to_do_while_it_is_empty(texts: Texts):
    collections = {item.record.__name__ for _record, item in FIELDS if item.kind is Kind.RECORDS}
    for name in collections:
        assert texts.record(name).empty.startswith("Noch "), name


@pytest.mark.parametrize("file", GERMAN_DATA, ids=lambda file: file.name)
def test_citations_in_the_data_hold_together(file: Path):
    found = breakable(yaml_passages(file))
    assert not found, found


@pytest.mark.parametrize("file", GERMAN_DATA, ids=lambda file: file.name)
def test_quotations_in_the_data_are_german(file: Path):
    found = straight_quotes(yaml_passages(file))
    assert not found, found


def test_citations_in_the_program_hold_together():
    found = "\n".join(filter(None, (breakable(python_passages(file)) for file in PROGRAM)))
    assert not found, found


@pytest.mark.parametrize("page", MANUAL_PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_manual_is_good_german_typography(page: Path):
    found = breakable(markdown_passages(page)) + straight_quotes(markdown_passages(page))
    assert not found, found


def anchors(page: Path) -> set[str]:
    """Give the anchors that the headings of a page make."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    return [
        target
        for passage in markdown_passages(page)
        for target in re.findall(r"\]\(([^)]+)\)", passage.text)
        if "://" not in target
    ]


@pytest.mark.parametrize("page", MANUAL_PAGES, ids=lambda page: page.stem)
def test_links_between_pages_of_the_manual_resolve(page: Path):
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = MANUAL / name if name else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_the_table_of_contents_names_every_page_of_the_manual():
    assert {*links(MANUAL / "index.md")} >= {page.name for page in MANUAL_PAGES} - {"index.md"}


def test_the_manual_names_every_page_of_the_window():
    pages = [
        str(ast.literal_eval(keyword.value))
        for module in (ROOT / "ui" / "pages").glob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "PageSpec"
        for keyword in node.keywords
        if keyword.arg == "title"
    ]
    assert pages
    introduction = (MANUAL / "erste-schritte.md").read_text("utf-8")
    assert [title for title in pages if title not in introduction] == []


def test_the_manual_explains_every_command(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        run(["--help"])
    _options, _, listing = capsys.readouterr().out.partition("Befehle:")
    commands = re.findall(r"^ {4}([a-z]+) ", listing, re.MULTILINE)
    explained = re.findall(
        r"^## dsfa ([a-z]+)", (MANUAL / "befehlszeile.md").read_text("utf-8"), re.MULTILINE
    )
    assert commands
    assert sorted(explained) == sorted(commands)


@pytest.mark.parametrize(
    ("folder", "code"),
    [("dsfa_app/method/checks", r"[a-z]+(-[a-z]+)+"), ("exporters/signature", r"[A-Z]\d\d")],
)
def test_the_manual_explains_every_finding(folder: str, code: str):
    explained = (MANUAL / "fehlermeldungen.md").read_text("utf-8")
    literals = {
        passage.text for module in (ROOT / folder).rglob("*.py") for passage in python_passages(module)
    }
    codes = {literal for literal in literals if re.fullmatch(code, literal)}
    assert codes
    assert {code for code in codes if f"`{code}`" not in explained} == set()
