"""Writing the fingerprint sheet of an identity: a page for those who are to trust its signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app import __version__
from dsfa_app.atomic import write_whole
from dsfa_app.errors import InputError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dsfa_app.services.identity_list import IdentityInfo

SHEET_SUFFIXES = (".docx", ".html")


def write_fingerprint_sheet(info: IdentityInfo, target: Path, today: date) -> Path:
    """Write the sheet as DOCX or HTML, which the name of the target decides.

    Raises:
        InputError: the name ends in something else.
        ExportError: the target cannot be written; an existing file is untouched.
    """
    from exporters.formats import FORMATS
    from exporters.report.fingerprint_sheet import build_fingerprint_sheet
    from exporters.signature.certificate_facts import certificate_facts

    suffix = target.suffix.lower()
    if suffix not in SHEET_SUFFIXES:
        raise InputError(
            "Das Fingerabdruck-Blatt gibt es als Word-Dokument und als Webseite: "
            "Wählen Sie einen Dateinamen, der auf .docx oder .html endet."
        )
    (chosen,) = (one for one in FORMATS if one.suffix == suffix)
    sheet = build_fingerprint_sheet(certificate_facts(info.certificate), today, __version__)
    write_whole(target, chosen.write(sheet, None))
    return target
