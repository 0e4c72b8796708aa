"""What a verification found, in words for people who do not know what a signature format is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from exporters.signature.report import SignatureReport

MEANING: Final = {
    "valid": "Das Dokument ist seit dem Unterzeichnen unverändert, und der Aussteller ist vertrauenswürdig.",
    "untrusted": "Das Dokument ist seit dem Unterzeichnen unverändert. Wer unterzeichnet hat, ist aber nicht "
    "belegt, weil dem Aussteller nicht vertraut wird.",
    "invalid": "Die Signatur passt nicht zum Dokument. Verwenden Sie es nicht.",
    "unsigned": "Das Dokument trägt keine Signatur. Ob es verändert wurde, lässt sich nicht sagen.",
    "unreadable": "Die Datei lässt sich nicht als Dokument lesen.",
}
"""One plain sentence for each verdict."""
SEVERITIES: Final = {
    "fatal": "Fehler",
    "error": "Fehler",
    "trust": "Vertrauen",
    "warning": "Warnung",
    "note": "Hinweis",
}
CLAIMS: Final = "Zeitpunkt, Rolle, Ort und Anmerkung sind Angaben der unterzeichnenden Person."
_SCOPES: Final = {
    "whole": "das ganze Dokument",
    "whole-but-metadata": "alles außer den Dateieigenschaften (Titel, Autor), die Office nie signiert",
    "office": "was Word und Excel signieren: alles, was im Dokument erscheint",
    "partial": "nur Teile des Dokuments",
}


def local_moment(moment: datetime) -> str:
    """Return date and time as ``21.11.2026, 14:05`` in the local time of this computer."""
    return f"{moment.astimezone():%d.%m.%Y, %H:%M}"


def facts_of(signature: SignatureReport) -> tuple[tuple[str, str], ...]:
    """Return what is known of a signature as pairs of label and value, without those that say nothing."""
    signed, until = signature.signing_time, signature.valid_until
    facts = (
        ("Ausgestellt von", signature.issuer),
        ("Unterzeichnet am", local_moment(signed) if signed else ""),
        ("Rolle", signature.role),
        ("Ort", signature.place),
        ("Erklärung", signature.commitment),
        ("Anmerkung", signature.comment),
        ("Signaturzeile", "in der dafür vorgesehenen Zeile des Dokuments" if signature.line else ""),
        ("Zertifikat gültig bis", f"{until:%d.%m.%Y}" if until else ""),
        ("Umfang", _SCOPES.get(signature.coverage.scope.value, "")),
        ("Verfahren", signature.algorithm),
        ("Vertraut über", signature.trusted_root),
        ("Zeitstempel", _time_stamp_words(signature)),
        ("Beurteilt für", _moment_words(signature)),
    )
    return tuple((label, value) for label, value in facts if value)


def _time_stamp_words(signature: SignatureReport) -> str:
    if signature.stamped_at is None:
        return ""
    return f"{local_moment(signature.stamped_at)} von {signature.stamped_by}"


def _moment_words(signature: SignatureReport) -> str:
    """Return for which moment trust was judged, and why for this one."""
    if signature.judged_for is None:
        return ""
    if signature.is_time_proven:
        return f"{local_moment(signature.judged_for)} (durch den Zeitstempel belegt)"
    return f"{local_moment(signature.judged_for)} (Tag der Prüfung; kein Zeitstempel belegt einen früheren)"
