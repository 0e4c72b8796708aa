"""What a verification found, in words for people who do not know what a signature format is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ui.formatting import count, format_date, format_moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dsfa_app.services.verification import EmbeddedAssessment, Verification
    from exporters.signature.findings import Finding
    from exporters.signature.report import SignatureReport

MEANING = {
    "valid": "Das Dokument ist seit dem Unterzeichnen unverändert, und der Aussteller ist vertrauenswürdig.",
    "untrusted": "Das Dokument ist seit dem Unterzeichnen unverändert. Wer unterzeichnet hat, ist aber nicht "
    "belegt, weil dem Aussteller nicht vertraut wird.",
    "invalid": "Die Signatur passt nicht zum Dokument. Verwenden Sie es nicht.",
    "unsigned": "Das Dokument trägt keine Signatur. Ob es verändert wurde, lässt sich nicht sagen.",
    "unreadable": "Die Datei lässt sich nicht als Dokument lesen.",
}
"""One plain sentence for each verdict."""

ICONS = {
    "valid": ("complete", "success"),
    "untrusted": ("finding", "warning"),
    "invalid": ("error", "error"),
    "unsigned": ("info", "text"),
    "unreadable": ("error", "error"),
}
"""Picture and colour of each verdict."""

_SCOPES = {
    "whole": "das ganze Dokument",
    "whole-but-metadata": "alles außer den Dateieigenschaften (Titel, Autor), die Office nie signiert",
    "office": "was Word und Excel signieren: alles, was im Dokument erscheint",
    "partial": "nur Teile des Dokuments",
}
_SEVERITIES = {
    "fatal": "Fehler",
    "error": "Fehler",
    "trust": "Vertrauen",
    "warning": "Warnung",
    "note": "Hinweis",
}


def trust_words(trusted: Sequence[str]) -> str:
    """Return which certificates this verification trusted, by the names of their files."""
    if not trusted:
        return ""
    names = ", ".join(f"„{name}“" for name in trusted)
    return f" Für diese Prüfung haben Sie {names} vertraut."


def embedded_words(embedded: EmbeddedAssessment | None) -> str:
    """Return what is known of the assessment inside the document."""
    if embedded is None:
        return "In der Datei ist keine DSFA eingebettet, die dieses Programm lesen kann."
    about = f"Eingebettet ist die DSFA „{embedded.title}“, Fassung {embedded.version}."
    if embedded.matches is None:
        return f"{about} Sie ist hier nicht gespeichert."
    if embedded.matches:
        return f"{about} Sie stimmt mit der hier gespeicherten überein."
    return f"{about} Sie weicht von der hier gespeicherten ab."


def as_html(verification: Verification, muted: str) -> str:
    """Return signatures and findings as HTML; ``muted`` is the colour of secondary text."""
    report = verification.report
    parts = [f"<h3>Inhalt</h3><p>{escape(embedded_words(verification.embedded))}</p>"]
    if verification.embedded is not None:
        parts.append(f"<p style='color:{muted}'>SHA-256 der DSFA: {verification.embedded.sha256}</p>")
    number = count(len(report.signatures), "Signatur", "Signaturen")
    parts.append(f"<h3>{number if report.signatures else 'Keine Signatur'}</h3>")
    for signature in report.signatures:
        parts.extend(_signature(signature, muted))
    if report.package_findings:
        parts.append("<h3>Zur Datei</h3>")
        parts.extend(_finding(finding, muted) for finding in report.package_findings)
    return "".join(parts)


def _signature(signature: SignatureReport, muted: str) -> Iterator[str]:
    name = signature.signer or "unbekannt"
    self_made = " Die Identität hat sich selbst ausgestellt." if signature.self_signed else ""
    yield f"<p><b>{escape(name)}</b>: {escape(signature.verdict.label)}.{self_made}</p>"
    lines = [
        ("Ausgestellt von", signature.issuer),
        ("Unterzeichnet am", format_moment(signature.signing_time) if signature.signing_time else ""),
        ("Rolle", signature.role),
        ("Ort", signature.place),
        ("Erklärung", signature.commitment),
        ("Anmerkung", signature.comment),
        ("Zertifikat gültig bis", format_date(signature.valid_until and signature.valid_until.date())),
        ("Umfang", _SCOPES.get(signature.coverage.scope.value, "")),
        ("Verfahren", signature.algorithm),
        ("Vertraut über", signature.trusted_root),
        ("Zeitstempel", _time_stamp_words(signature)),
        ("Beurteilt für", _moment_words(signature)),
    ]
    rows = "".join(
        f"<tr><td style='color:{muted}; padding-right:16px'>{name}</td><td>{escape(value)}</td></tr>"
        for name, value in lines
        if value
    )
    yield f"<table cellspacing='2'>{rows}</table>"
    claims = "Zeitpunkt, Rolle, Ort und Anmerkung sind Angaben der unterzeichnenden Person."
    yield f"<p style='color:{muted}'>{claims}</p>"
    for finding in signature.findings:
        yield _finding(finding, muted)


def _time_stamp_words(signature: SignatureReport) -> str:
    if signature.stamped_at is None:
        return ""
    return f"{format_moment(signature.stamped_at)} von {signature.stamped_by}"


def _moment_words(signature: SignatureReport) -> str:
    """Return for which moment trust was judged, and why for this one."""
    if signature.judged_for is None:
        return ""
    if signature.is_time_proven:
        return f"{format_moment(signature.judged_for)} (durch den Zeitstempel belegt)"
    return f"{format_moment(signature.judged_for)} (Tag der Prüfung; kein Zeitstempel belegt einen früheren)"


def _finding(finding: Finding, muted: str) -> str:
    advice = f"<br><span style='color:{muted}'>{escape(finding.advice)}</span>" if finding.advice else ""
    return f"<p><b>{_SEVERITIES[finding.severity.value]}:</b> {escape(finding.text)}{advice}</p>"
