"""Report → HTML bytes: one page that needs nothing else, for reading, publishing and printing.

The canonical JSON is not embedded: a page is published, and what it does not show must not be in it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from dsfa_app.method.marks import LevelMark
from exporters.palette import paint
from exporters.report.model import (
    Block,
    Bullets,
    Cell,
    Explanation,
    Facts,
    Heading,
    Link,
    Matrix,
    Notice,
    Passage,
    Revised,
    Revision,
    RiskGrid,
    RiskPath,
    SignOff,
    Table,
    Term,
)
from exporters.report.text import one_line, printable
from exporters.report.wording import german_date
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from exporters.report.model import Report, Section

_NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"
_MATRIX_CORNER = "Schwere ↓ / Eintrittswahrscheinlichkeit →"


def _text(typed: str) -> str:
    return escape(printable(typed))


def _tag(name: str, content: str, **attributes: str) -> str:
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>"


def _mark(mark: LevelMark) -> str:
    colors = paint(mark)
    if not colors.fill:
        return _tag("span", _text(mark.text), class_="level", title=mark.label)
    directions = () if not colors.stripe else ("135deg", "45deg") if colors.crossed else ("135deg",)
    stripes = ",".join(
        f"repeating-linear-gradient({direction},#{colors.stripe} 0 2px,transparent 2px 7px)"
        for direction in directions
    )
    image = f"background-image:{stripes};" if stripes else ""
    style = f"background-color:#{colors.fill};{image}color:#{colors.text}"
    return _tag("span", _text(mark.text), class_="level", title=mark.label, style=style)


def _passage(passage: Passage) -> str:
    name = {Revision.REMOVED: "del", Revision.ADDED: "ins"}.get(passage.revision)
    return _text(passage.text) if name is None else _tag(name, _text(passage.text))


def _inline(content: Cell) -> str:
    match content:
        case LevelMark():
            return _mark(content)
        case Link(text=text, address=address):
            return _tag("a", _text(text), href=address, rel="noreferrer")
        case Term(name=name, text=text):
            return f"{_tag('strong', _text(name))}{'<br>' + _text(text) if text else ''}"
        case Revised(passages=passages):
            return "".join(map(_passage, passages))
        case _:
            return _text(content)


def _rows(rows: Iterable[Sequence[str]]) -> str:
    """Return table rows whose first cell is the heading of the row."""
    return "".join(
        _tag(
            "tr",
            _tag("th", first, scope="row") + "".join(_tag("td", content) for content in rest),
        )
        for first, *rest in rows
    )


def _table(caption: str, labels: Iterable[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    head = "".join(_tag("th", _text(label), scope="col") for label in labels)
    table = _tag(
        "table",
        _tag("caption", _text(caption)) + _tag("thead", _tag("tr", head)) + _tag("tbody", _rows(rows)),
        **({"class_": kind} if kind else {}),
    )
    return _tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=one_line(caption))


def _facts(block: Facts) -> str:
    return _tag(
        "dl",
        "".join(
            _tag("dt", _text(item.label) + (_tag("small", _text(item.norm)) if item.norm else ""))
            + _tag("dd", _inline(item.value))
            for item in block.facts
        ),
    )


def _notice(block: Notice) -> str:
    norm = f" {_tag('small', _text(f'({block.norm})'))}" if block.norm else ""
    words = f"{_tag('strong', _text(f'{block.kind.value}:'))} {_text(block.text)}{norm}"
    return _tag("p", words, class_=f"notice {block.kind.name.lower()}", role="note")


def _grid(block: RiskGrid) -> str:
    rows = (
        (f"{_tag('strong', _text(line.id))} {_text(line.title)}", *map(_mark, line.marks))
        for line in block.rows
    )
    return _table(block.caption, ("Risiko", *block.platforms), rows, "grid")


def _matrix(block: Matrix) -> str:
    def field(mark: LevelMark, count: int | None, remark: str) -> str:
        more = [text for text in (remark, "" if count is None else f"{count} Bewertungen") if text]
        return _mark(mark) + "".join(f"<br>{_text(text)}" for text in more)

    rows = (
        (_text(severity), *(field(item.mark, item.count, item.remark) for item in line))
        for severity, line in zip(block.severity, block.rows, strict=True)
    )
    return _table(block.caption, (_MATRIX_CORNER, *block.likelihood), rows, "grid")


def _path(block: RiskPath) -> str:
    steps = "".join(_tag("li", f"{_text(label)}<br>{_mark(mark)}") for label, mark in block.steps)
    return _tag("p", _text(block.caption), class_="caption") + _tag("ol", steps, class_="path")


def _sign_off(block: SignOff) -> str:
    labels = ("Rolle", "Name", "Funktion", "Ort, Datum", "Unterschrift")
    rows = ((_text(item.role), _text(item.name), _text(item.function), "", "") for item in block.signers)
    return _table(block.caption, labels, rows, "sign-off")


def _data_table(block: Table) -> str:
    return _table(
        block.caption,
        (column.label for column in block.columns),
        (tuple(map(_inline, row)) for row in block.rows),
    )


_RENDERERS: Mapping[type[Any], Callable[[Any], str]] = {
    Heading: lambda block: _tag(f"h{block.level + 1}", _text(block.text)),
    Explanation: lambda block: _tag("p", _text(block.text), class_="explanation"),
    Bullets: lambda block: _tag("ul", "".join(_tag("li", _text(item)) for item in block.items)),
    Notice: _notice,
    Facts: _facts,
    Table: _data_table,
    RiskGrid: _grid,
    Matrix: _matrix,
    RiskPath: _path,
    SignOff: _sign_off,
}


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(_RENDERERS[type(block)](block) for block in blocks)


def _section(section: Section) -> str:
    standards = _tag("p", _text(" · ".join(section.standards)), class_="standards")
    heading = _tag("h2", f"{_text(section.number)} {_text(section.title)}")
    return _tag("section", f"{heading}{standards}{_blocks(section.blocks)}", id=f"k{section.number}")


def _contents(report: Report) -> str:
    links = (
        _tag("li", _tag("a", f"{_text(section.number)} {_text(section.title)}", href=f"#k{section.number}"))
        for section in report.sections
    )
    return _tag("nav", _tag("h2", "Inhalt") + _tag("ul", "".join(links)), aria_label="Inhalt")


def write_html(report: Report, _canonical_json: bytes | None) -> bytes:
    """Return the report as one HTML page in UTF-8; equal input, equal bytes."""
    identity = report.identity
    style = resource("templates", "report.css").read_text("utf-8")
    cover = (
        _tag("p", _text(report.kind), class_="kind")
        + _tag("h1", _text(identity.title))
        + _tag("p", _text(identity.controller), class_="controller")
        + _facts(report.facts)
        + _tag("p", _text(report.disclaimer), class_="notice note")
    )
    footer = (
        f"{_text(identity.title)}, Fassung {_text(identity.version)} ({_text(identity.state)}), "
        f"ausgegeben am {german_date(identity.generated_on)}, "
        f"Fingerabdruck {_text(identity.short_fingerprint)}"
    )
    page = (
        '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(one_line(identity.title))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{_tag('header', cover)}\n{'' if report.is_short else _contents(report)}\n<main>\n"
        + "\n".join(map(_section, report.sections))
        + f"\n</main>\n{_tag('footer', _tag('p', footer))}\n</body>\n</html>\n"
    )
    return page.encode()
