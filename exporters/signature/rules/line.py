"""Family L: a visible signature line is filled by the one it asks for, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.method.sign_off import SignerClaim, match_signer
from exporters.signature.certificates import common_name
from exporters.signature.findings import Kind, Severity
from exporters.signature.lines import signature_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

_ADVICE = "Fragen Sie nach, ob diese Person an dieser Stelle unterzeichnen durfte."

L_MISSING = Kind(
    "L01", Severity.WARNING, "Die Signatur nennt eine Signaturzeile, die es im Dokument nicht gibt.", _ADVICE
)
L_OTHER = Kind(
    "L02",
    Severity.WARNING,
    "Die Signaturzeile ist für „{wanted}“ vorgesehen, unterzeichnet hat „{signer}“.",
    _ADVICE,
)


def line_asks_for_the_signer(case: Case) -> Iterator[Finding]:
    """What stands beside a filled line would otherwise pass for the name of who signed."""
    if not case.markup.line or case.signer is None:
        return
    wanted = case.markup.line.upper()
    line = next((one for one in signature_lines(case.package) if one.id.upper() == wanted), None)
    if line is None:
        yield L_MISSING.found()
        return
    name = common_name(case.signer.subject)
    asked = ExpectedSigner(id=line.id, role=line.role, name=line.name, function=line.function)
    # a role is claimed by our signatures only; without one the name alone tells
    claim = SignerClaim(name, case.markup.role)
    fits = match_signer((asked,), claim).expected or not (line.name or (line.role and claim.role))
    if not fits:
        yield L_OTHER.found(wanted=_listed(line.name, line.role), signer=_listed(name, claim.role))


def _listed(name: str, role: str) -> str:
    return ", ".join(filter(None, (name, role)))
