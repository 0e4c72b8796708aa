"""The formats an assessment can be exported to; ``FORMATS`` is the only list of them.

The writers are imported when a document is written: python-docx, openpyxl and lxml have no place on the
path to the first window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exporters.report.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A format by id and file suffix; ``write`` takes the report and the canonical JSON to embed, if any."""

    id: str
    label: str
    suffix: str
    signable: bool
    write: Callable[[Report, bytes | None], bytes]


def _docx(report: Report, canonical_json: bytes | None) -> bytes:
    from exporters.docx.writer import write_docx  # noqa: PLC0415 - python-docx is for exporting only

    return write_docx(report, canonical_json)


def _xlsx(report: Report, canonical_json: bytes | None) -> bytes:
    from exporters.xlsx.writer import write_xlsx  # noqa: PLC0415 - openpyxl is for exporting only

    return write_xlsx(report, canonical_json)


def _html(report: Report, canonical_json: bytes | None) -> bytes:
    from exporters.html.writer import write_html  # noqa: PLC0415 - for exporting only

    return write_html(report, canonical_json)


def _json(_report: Report, canonical_json: bytes | None) -> bytes:
    return canonical_json or b""


FORMATS: tuple[Format, ...] = (
    Format("docx", "Word-Dokument (DOCX)", ".docx", signable=True, write=_docx),
    Format("xlsx", "Excel-Arbeitsmappe (XLSX)", ".xlsx", signable=True, write=_xlsx),
    Format("html", "Webseite (HTML)", ".html", signable=False, write=_html),
    Format("json", "Austauschdatei (JSON)", ".json", signable=False, write=_json),
)
