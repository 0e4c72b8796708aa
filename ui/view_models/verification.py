"""What a verification found, in words for people who do not know what a signature format is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dsfa_app.services.protocols import embedded_words
from exporters.signature.wording import CLAIMS, SEVERITIES, facts_of
from ui.formatting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dsfa_app.services.verification import Verification
    from exporters.signature.findings import Finding
    from exporters.signature.report import SignatureReport

ICONS = {
    "valid": ("complete", "success"),
    "untrusted": ("finding", "warning"),
    "invalid": ("error", "error"),
    "unsigned": ("info", "text"),
    "unreadable": ("error", "error"),
}
"""Picture and colour of each verdict."""


def trust_words(trusted: Sequence[str]) -> str:
    """Return which certificates this verification trusted, by the names of their files."""
    if not trusted:
        return ""
    names = ", ".join(f"„{name}“" for name in trusted)
    return f" Für diese Prüfung haben Sie {names} vertraut."


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
    rows = "".join(
        f"<tr><td style='color:{muted}; padding-right:16px'>{name}</td><td>{escape(value)}</td></tr>"
        for name, value in facts_of(signature)
    )
    yield f"<table cellspacing='2'>{rows}</table>"
    yield f"<p style='color:{muted}'>{CLAIMS}</p>"
    for finding in signature.findings:
        yield _finding(finding, muted)


def _finding(finding: Finding, muted: str) -> str:
    advice = f"<br><span style='color:{muted}'>{escape(finding.advice)}</span>" if finding.advice else ""
    return f"<p><b>{SEVERITIES[finding.severity.value]}:</b> {escape(finding.text)}{advice}</p>"
