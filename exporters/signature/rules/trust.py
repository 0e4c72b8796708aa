"""Family T: who signed, and does anybody vouch for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exporters.signature.certificates import common_name, is_authority, may_sign
from exporters.signature.findings import Kind, Severity
from exporters.signature.trust import is_trusted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

_ASK = "Fragen Sie bei der unterzeichnenden Person auf anderem Weg nach, ob die Signatur von ihr stammt."
_ADD_ROOT = "Geben Sie das Zertifikat des Ausstellers als vertraut an, wenn Sie es aus sicherer Quelle haben."

T_UNTRUSTED = Kind(
    "T01", Severity.TRUST, "Dem Aussteller „{issuer}“ des Zertifikats wird nicht vertraut.", _ADD_ROOT
)
T_SELF_SIGNED = Kind(
    "T02", Severity.TRUST, "Das Zertifikat „{signer}“ ist selbst erzeugt; niemand bürgt für den Namen.", _ASK
)
T_OUTSIDE_VALIDITY = Kind(
    "T03",
    Severity.ERROR,
    "Das Zertifikat „{signer}“ war zum angegebenen Zeitpunkt der Signatur nicht gültig.",
    _ASK,
)
T_EXPIRED_SINCE = Kind(
    "T04",
    Severity.TRUST,
    "Das Zertifikat „{signer}“ ist abgelaufen, und kein Zeitstempel belegt den Zeitpunkt der Signatur.",
    _ASK,
)
T_FUTURE = Kind("T05", Severity.TRUST, "Der angegebene Zeitpunkt der Signatur liegt in der Zukunft.", _ASK)
T_USAGE = Kind(
    "T06",
    Severity.ERROR,
    "Das Zertifikat „{signer}“ ist nicht zum Signieren von Dokumenten zugelassen.",
    _ASK,
)
T_AUTHORITY = Kind(
    "T07", Severity.ERROR, "Das Zertifikat „{signer}“ gehört einer Zertifizierungsstelle.", _ASK
)
T_NOT_CHECKED = Kind(
    "T08",
    Severity.NOTE,
    "Ob das Zertifikat gesperrt wurde, ist nicht geprüft; die Prüfung kommt ohne Netz aus.",
    "Fragen Sie bei Zweifeln den Aussteller des Zertifikats.",
)

_CLOCK_SKEW: Final = timedelta(minutes=10)


def certificate_was_valid(case: Case) -> Iterator[Finding]:
    """At the time the signer claims, and still at verification: no time stamp proves the claim."""
    if case.signer is None:
        return
    name = common_name(case.signer.subject)
    claimed = case.markup.signing_time
    start, end = case.signer.not_valid_before_utc, case.signer.not_valid_after_utc
    # Certificates and signing times have a precision of one second.
    if not start.replace(microsecond=0) <= claimed <= end:
        yield T_OUTSIDE_VALIDITY.found(signer=name)
    elif case.at > end:
        yield T_EXPIRED_SINCE.found(signer=name)
    if claimed > case.at + _CLOCK_SKEW:
        yield T_FUTURE.found()


def certificate_may_sign(case: Case) -> Iterator[Finding]:
    """KeyUsage allows digital signatures or commitment, and the signer is no authority."""
    if case.signer is None:
        return
    name = common_name(case.signer.subject)
    if is_authority(case.signer):
        yield T_AUTHORITY.found(signer=name)
    if not may_sign(case.signer):
        yield T_USAGE.found(signer=name)


def chain_leads_to_a_trusted_root(case: Case) -> Iterator[Finding]:
    """A chain to one of the roots the verifying person chose, valid at the moment of verification."""
    if case.signer is None:
        return
    others = [c for c in case.markup.certificates if c != case.signer]
    if is_trusted(case.signer, others, case.roots, case.at):
        yield T_NOT_CHECKED.found()
    elif case.self_signed:
        yield T_SELF_SIGNED.found(signer=common_name(case.signer.subject))
    else:
        yield T_UNTRUSTED.found(issuer=common_name(case.signer.issuer))
