"""The named styles of the Word template: one calm type family, one accent colour, three sizes of text.

A city restyles its documents by changing these styles in its copy of the template; the report refers to
them by their ids alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

FONT = "Arial"
"""Installed on every Windows workstation; metrically equal to Liberation Sans elsewhere."""

ACCENT = "1B4965"
TEXT = "1F2933"
MUTED = "52606D"
RULE = "C5CED6"
HEADER_FILL = "E6ECF1"

_CHAPTER = '<w:pageBreakBefore/><w:tabs><w:tab w:val="left" w:pos="737"/></w:tabs>'
_CHAPTER_INDENT = '<w:ind w:left="737" w:hanging="737"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"


@dataclass(frozen=True, slots=True)
class Style:
    """A style by id, the name shown in Word, and its properties as WordprocessingML.

    ``paragraph`` and ``character`` follow the order of the schema (CT_PPr, CT_RPr).
    """

    id: str
    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    following: str = ""
    paragraph: str = ""
    character: str = ""
    extra: str = ""
    quick: bool = True

    def markup(self) -> str:
        """Return the ``w:style`` element."""
        default = ' w:default="1"' if self.id in _DEFAULTS else ""
        parts = [
            f"<w:style w:type={quoteattr(self.kind)}{default} w:styleId={quoteattr(self.id)}>",
            f"<w:name w:val={quoteattr(self.name)}/>",
        ]
        if self.based_on and self.id not in _DEFAULTS:
            parts.append(f"<w:basedOn w:val={quoteattr(self.based_on)}/>")
        if self.following:
            parts.append(f"<w:next w:val={quoteattr(self.following)}/>")
        if self.quick:
            parts.append("<w:qFormat/>")
        if self.paragraph:
            parts.append(f"<w:pPr>{self.paragraph}</w:pPr>")
        if self.character:
            parts.append(f"<w:rPr>{self.character}</w:rPr>")
        return "".join([*parts, self.extra, "</w:style>"])


_DEFAULTS = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList"})


def _spacing(before: int = 0, after: int = 0, line: int = 0) -> str:
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _font(size: float = 0, color: str = "", *, bold: bool = False, italic: bool = False) -> str:
    half_points = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + half_points
    )


def _heading(
    level: int, name: str, size: float, before: int, after: int, color: str, *, chapter: bool = False
) -> Style:
    return Style(
        f"Heading{level}",
        name,
        following="BodyText",
        paragraph=f"{_KEEP}{_CHAPTER if chapter else ''}<w:suppressAutoHyphens/>"
        f"{_spacing(before, after)}{_CHAPTER_INDENT if chapter else ''}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        character=_font(size, color, bold=True),
    )


def _notice(kind: str, name: str, color: str, fill: str) -> Style:
    return Style(
        f"DSFANotice{kind}",
        name,
        based_on="BodyText",
        paragraph="<w:keepLines/><w:pBdr>"
        f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{color}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>{_spacing(60, 120)}'
        '<w:ind w:left="227" w:right="113"/>',
    )


def _edge(name: str, size: int, color: str) -> str:
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'


_TABLE = (
    "<w:tblPr><w:tblBorders>"
    + _edge("top", 8, ACCENT)
    + _edge("bottom", 8, ACCENT)
    + _edge("insideH", 4, RULE)
    + '</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/></w:tcPr></w:tblStylePr>'
)

_GRID = (
    "<w:tblPr><w:tblBorders>"
    + "".join(_edge(name, 6, "FFFFFF") for name in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="28" w:type="dxa"/>'
    '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)

_FACTS = (
    f"<w:tblPr><w:tblBorders>{_edge('top', 4, RULE)}{_edge('bottom', 4, RULE)}{_edge('insideH', 4, RULE)}"
    '</w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)

STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal"),
    Style("DefaultParagraphFont", "Default Paragraph Font", kind="character", quick=False),
    Style(
        "TableNormal",
        "Normal Table",
        kind="table",
        quick=False,
        extra=(
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        ),
    ),
    Style("NoList", "No List", kind="numbering", quick=False),
    Style("BodyText", "Body Text", paragraph=_spacing(0, 120, 276)),
    Style(
        "Title",
        "Title",
        following="Subtitle",
        paragraph=f"{_KEEP}<w:suppressAutoHyphens/>{_spacing(0, 160)}",
        character=_font(28, ACCENT, bold=True),
    ),
    Style("Subtitle", "Subtitle", paragraph=_spacing(0, 200), character=_font(13, MUTED)),
    Style(
        "DSFACoverLine",
        "DSFA Deckblattzeile",
        paragraph=_spacing(2400, 240),
        character=_font(11, MUTED, bold=True),
    ),
    _heading(1, "heading 1", 18, 0, 60, ACCENT, chapter=True),
    _heading(2, "heading 2", 13, 320, 100, ACCENT),
    _heading(3, "heading 3", 10.5, 220, 80, TEXT),
    Style(
        "DSFAStandards",
        "DSFA Kapitelbezug",
        following="BodyText",
        paragraph="<w:keepNext/><w:pBdr>"
        f'<w:bottom w:val="single" w:sz="8" w:space="4" w:color="{ACCENT}"/></w:pBdr>{_spacing(0, 200)}',
        character=_font(8.5, MUTED),
    ),
    Style(
        "TOCHeading",
        "TOC Heading",
        following="BodyText",
        paragraph=f"{_KEEP}{_spacing(0, 200)}",
        character=_font(18, ACCENT, bold=True),
    ),
    Style(
        "TOC1",
        "toc 1",
        quick=False,
        character=_font(10, TEXT, bold=True),
        paragraph=f'<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs>{_spacing(120, 20)}'
        '<w:ind w:left="567" w:hanging="567"/>',
    ),
    Style(
        "TOC2",
        "toc 2",
        quick=False,
        character=_font(9.5, MUTED),
        paragraph=f'{_spacing(0, 10)}<w:ind w:left="567"/>',
    ),
    Style("DSFAExplanation", "DSFA Erläuterung", based_on="BodyText", character=_font(9, MUTED)),
    Style(
        "ListBullet",
        "List Bullet",
        based_on="BodyText",
        paragraph='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        f'{_spacing(0, 60, 276)}<w:ind w:left="340" w:hanging="227"/>',
    ),
    _notice("Error", "DSFA Fehler", "B3261E", "FBECEB"),
    _notice("Warning", "DSFA Warnung", "B26A00", "FFF4E0"),
    _notice("Note", "DSFA Hinweis", ACCENT, "EEF3F7"),
    Style(
        "Caption",
        "caption",
        following="BodyText",
        paragraph=f"{_KEEP}<w:suppressAutoHyphens/>{_spacing(200, 80)}",
        character=_font(9, ACCENT, bold=True),
    ),
    Style("DSFATableText", "DSFA Tabellentext", paragraph=_spacing(0, 0, 252), character=_font(8.5)),
    Style(
        "DSFATableHead",
        "DSFA Tabellenkopf",
        based_on="DSFATableText",
        paragraph="<w:keepNext/>",
        character=_font(8.5, ACCENT, bold=True),
    ),
    Style(
        "DSFALevel",
        "DSFA Stufe",
        based_on="DSFATableText",
        paragraph='<w:suppressAutoHyphens/><w:jc w:val="center"/>',
        character=_font(8, bold=True),
    ),
    Style(
        "DSFAGridHead",
        "DSFA Rasterkopf",
        based_on="DSFATableHead",
        paragraph='<w:suppressAutoHyphens/><w:jc w:val="center"/>',
        character=_font(7),
    ),
    Style("DSFAGridText", "DSFA Rasterzeile", based_on="DSFATableText", character=_font(8)),
    Style("DSFAGridLevel", "DSFA Rasterfeld", based_on="DSFALevel", character=_font(7.5)),
    Style("DSFAFactLabel", "DSFA Angabe", based_on="DSFATableText", character=_font(9, MUTED)),
    Style("DSFAFactValue", "DSFA Wert", based_on="DSFATableText", character=_font(9)),
    Style("DSFAGap", "DSFA Abstand", paragraph=_spacing(0, 0), character=_font(4), quick=False),
    Style(
        "Header",
        "header",
        character=_font(8, MUTED),
        quick=False,
        paragraph=(f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'),
    ),
    Style(
        "Footer",
        "footer",
        character=_font(8, MUTED),
        quick=False,
        paragraph=(f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'),
    ),
    Style(
        "Hyperlink",
        "Hyperlink",
        kind="character",
        based_on="DefaultParagraphFont",
        quick=False,
        character='<w:color w:val="0B5394"/><w:u w:val="single"/>',
    ),
    Style("Strong", "Strong", kind="character", based_on="DefaultParagraphFont", character="<w:b/><w:bCs/>"),
    Style(
        "DSFARemoved",
        "DSFA Entfallen",
        kind="character",
        based_on="DefaultParagraphFont",
        character=f'<w:strike/><w:color w:val="{MUTED}"/>',
    ),
    Style(
        "DSFAAdded",
        "DSFA Neu",
        kind="character",
        based_on="DefaultParagraphFont",
        character='<w:b/><w:bCs/><w:u w:val="single"/>',
    ),
    Style(
        "DSFANorm",
        "DSFA Norm",
        kind="character",
        based_on="DefaultParagraphFont",
        character=_font(7.5, MUTED),
    ),
    Style("DSFATable", "DSFA Tabelle", kind="table", based_on="TableNormal", extra=_TABLE),
    Style("DSFAGrid", "DSFA Raster", kind="table", based_on="TableNormal", extra=_GRID),
    Style("DSFAFacts", "DSFA Angaben", kind="table", based_on="TableNormal", extra=_FACTS),
)


def styles_part() -> str:
    """Return the content of ``word/styles.xml``: German, A4 sizes, no theme to fall back on."""
    return (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:color w:val="{TEXT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join(style.markup() for style in STYLES)
        + "</w:styles>"
    )
