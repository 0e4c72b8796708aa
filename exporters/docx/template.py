"""The Word template shipped as ``resources/templates/dsfa.docx``.

``python -m exporters.docx.template FILE`` writes it anew; a test compares the shipped file with it. A city
may restyle a copy: styles by their ids, page size and margins of the two sections (upright, then wide), and
headers and footers, in which ``{{title}}``, ``{{version}}``, ``{{state}}``, ``{{controller}}``,
``{{fingerprint}}`` and ``{{date}}`` are replaced where such a word stands in one run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from exporters.docx.styles import FONT, styles_part
from exporters.package import zipped

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_SHORT_SIDE, _LONG_SIDE = 11906, 16838
"""A4 in twentieths of a point."""
_SIDE_MARGIN = 1191
UPRIGHT_WIDTH = _SHORT_SIDE - 2 * _SIDE_MARGIN
WIDE_WIDTH = _LONG_SIDE - 2 * _SIDE_MARGIN

_PARTS = (
    ("styles", "styles", "styles+xml"),
    ("settings", "settings", "settings+xml"),
    ("numbering", "numbering", "numbering+xml"),
    ("fontTable", "fontTable", "fontTable+xml"),
    ("header1", "header", "header+xml"),
    ("header2", "header", "header+xml"),
    ("header3", "header", "header+xml"),
    ("footer1", "footer", "footer+xml"),
    ("footer2", "footer", "footer+xml"),
)
"""Part name, relationship type and content type of everything the document part refers to."""


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{content_type}"/>'
        for name, _, content_type in _PARTS
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relationships(*relationships: tuple[str, str]) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(relationships, start=1)
        )
        + "</Relationships>"
    )


def _section(*, wide: bool) -> str:
    """Return the section properties: an upright first section with a cover, or a wide one."""
    relationship = {name: f"rId{number}" for number, (name, _, _) in enumerate(_PARTS, start=1)}
    header, footer = ("header2", "footer2") if wide else ("header1", "footer1")
    width, height = (_LONG_SIDE, _SHORT_SIDE) if wide else (_SHORT_SIDE, _LONG_SIDE)
    orientation = ' w:orient="landscape"' if wide else ""
    cover = "" if wide else f'<w:headerReference w:type="first" r:id="{relationship["header3"]}"/>'
    cover_footer = "" if wide else f'<w:footerReference w:type="first" r:id="{relationship["footer1"]}"/>'
    return (
        f'<w:sectPr>{cover}<w:headerReference w:type="default" r:id="{relationship[header]}"/>'
        f'{cover_footer}<w:footerReference w:type="default" r:id="{relationship[footer]}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="1474" w:right="{_SIDE_MARGIN}" w:bottom="1304" w:left="{_SIDE_MARGIN}" '
        f'w:header="680" w:footer="567" w:gutter="0"/>{"" if wide else "<w:titlePg/>"}</w:sectPr>'
    )


def _document() -> str:
    return (
        f"<w:document {_W} {_R}><w:body><w:p><w:pPr>{_section(wide=False)}</w:pPr></w:p>"
        f"{_section(wide=True)}</w:body></w:document>"
    )


def _settings() -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation/>'
        '<w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="de-DE"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _numbering() -> str:
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, panose, family, pitch in (
            (FONT, "020B0604020202020204", "swiss", "variable"),
            ("Courier New", "02070309020205020404", "modern", "fixed"),
        )
    )
    return f"<w:fonts {_W}>{fonts}</w:fonts>"


def _page_number() -> str:
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def _line(kind: str, style: str, left: str, right: str, width: int) -> str:
    def text(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    return (
        f'<w:{kind} {_W}><w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        f"{text(left)}<w:r><w:tab/></w:r>{text(right) if right else text('Seite ') + _page_number()}"
        f"</w:p></w:{kind}>"
    )


def _header(width: int) -> str:
    return _line("hdr", "Header", "{{title}}", "Fassung {{version}} · {{state}}", width)


def _footer(width: int) -> str:
    return _line("ftr", "Footer", "{{controller}} · Fingerabdruck {{fingerprint}}", "", width)


def build_template() -> bytes:
    """Return the template as the bytes of a DOCX file; the same bytes every time."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_OFFICE}/{kind}", f"{name}.xml") for name, kind, _ in _PARTS)
        ),
        "word/document.xml": _document(),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": _numbering(),
        "word/fontTable.xml": _font_table(),
        "word/header1.xml": _header(UPRIGHT_WIDTH),
        "word/header2.xml": _header(WIDE_WIDTH),
        "word/header3.xml": f'<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p></w:hdr>',
        "word/footer1.xml": _footer(UPRIGHT_WIDTH),
        "word/footer2.xml": _footer(WIDE_WIDTH),
        "docProps/core.xml": (
            "<cp:coreProperties "
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>DSFA-Werkbank</Application></Properties>"
        ),
    }
    return zipped({name: (_DECLARATION + text).encode() for name, text in texts.items()})


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build_template())
