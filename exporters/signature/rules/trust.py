"""Family T: who signed, when, and does anybody vouch for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exporters.signature.certificates import common_name, is_authority, may_sign
from exporters.signature.findings import ADVICE_RESEND, Kind, Severity
from exporters.signature.trust import RevocationCheck, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from exporters.signature.findings import Finding
    from exporters.signature.rules.case import Case

_ASK = "Fragen Sie bei der unterzeichnenden Person auf anderem Weg nach, ob die Signatur von ihr stammt."
_ADD_ROOT = "Geben Sie das Zertifikat des Ausstellers als vertraut an, wenn Sie es aus sicherer Quelle haben."
_NEW_LIST = "Laden Sie eine aktuelle Sperrliste des Ausstellers oder lassen Sie online prüfen."

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
T_REVOKED = Kind(
    "T09",
    Severity.ERROR,
    "Das Zertifikat „{signer}“ oder eines seiner Aussteller wurde gesperrt ({revoked}), und kein Zeitstempel "
    "belegt, dass vorher signiert wurde.",
    _ASK,
)
T_STALE_LIST = Kind(
    "T10",
    Severity.WARNING,
    "Die Sperrliste des Ausstellers ist veraltet; ob das Zertifikat seitdem gesperrt wurde, ist offen.",
    _NEW_LIST,
)
T_SIGNER_CHECKED = Kind(
    "T11",
    Severity.NOTE,
    "Nur das Zertifikat selbst ist auf Sperrung geprüft; zu seinen Ausstellern liegt keine Sperrliste vor.",
    _NEW_LIST,
)
T_STAMP_BROKEN = Kind(
    "T12",
    Severity.ERROR,
    "Ein Zeitstempel gehört nicht zu dieser Signatur oder ist beschädigt.",
    ADVICE_RESEND,
)
T_STAMP_UNTRUSTED = Kind(
    "T13",
    Severity.WARNING,
    "Dem Zeitstempeldienst „{authority}“ wird nicht vertraut; der Zeitpunkt der Signatur ist nicht belegt.",
    _ADD_ROOT,
)
T_STAMP_EARLIER = Kind(
    "T14",
    Severity.WARNING,
    "Die Signatur gibt als Zeitpunkt {claimed} an, bestand nach dem Zeitstempel aber schon am {stamped}.",
    _ASK,
)

_CLOCK_SKEW: Final = timedelta(minutes=10)


def certificate_was_valid(case: Case) -> Iterator[Finding]:
    """At the time the signer claims, and still at the moment that is proven, or at verification."""
    if case.signer is None:
        return
    name = common_name(case.signer.subject)
    claimed = case.markup.signing_time
    start, end = case.signer.not_valid_before_utc, case.signer.not_valid_after_utc
    # Certificates and signing times have a precision of one second.
    if not start.replace(microsecond=0) <= claimed <= end:
        yield T_OUTSIDE_VALIDITY.found(signer=name)
    elif case.moment > end:
        yield T_EXPIRED_SINCE.found(signer=name)
    if claimed > case.at + _CLOCK_SKEW:
        yield T_FUTURE.found()


def time_stamps_are_sound(case: Case) -> Iterator[Finding]:
    """A time stamp is about this very signature; one that is not was put there to deceive."""
    if case.broken_time_stamps:
        yield T_STAMP_BROKEN.found()
    if case.time_stamps and case.proof is None:
        yield T_STAMP_UNTRUSTED.found(authority=common_name(case.time_stamps[0].authority.subject))
    if case.proof is not None:
        stamped, claimed = case.proof[0].moment, case.markup.signing_time
        if claimed > stamped + _CLOCK_SKEW:
            yield T_STAMP_EARLIER.found(claimed=_told(claimed), stamped=_told(stamped))


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
    """A chain to one of the roots the verifying person chose, and nothing in it revoked."""
    if case.signer is None:
        return
    name, trust = common_name(case.signer.subject), case.trust
    match trust.standing:
        case Standing.TRUSTED:
            yield from _revocation(case)
        case Standing.REVOKED if trust.revoked_at is None or trust.revoked_at <= case.moment:
            revoked = _told(trust.revoked_at) if trust.revoked_at else "Tag unbekannt"
            yield T_REVOKED.found(signer=name, revoked=revoked)
        case _ if case.self_signed:
            yield T_SELF_SIGNED.found(signer=name)
        case _:
            yield T_UNTRUSTED.found(issuer=common_name(case.signer.issuer))


def _revocation(case: Case) -> Iterator[Finding]:
    trust = case.trust
    if trust.has_stale_list:
        yield T_STALE_LIST.found()
    elif trust.revocation is RevocationCheck.NONE:
        yield T_NOT_CHECKED.found()
    elif trust.revocation is RevocationCheck.SIGNER:
        yield T_SIGNER_CHECKED.found()


def _told(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y %H:%M} UTC"
