"""Who has to sign a released version, and whether a signature is one of those expected.

A signature vouches for the content, never for who else has signed: what is expected stands in the signed text
itself and is compared here with what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.domain.outcome import ExpectedSigner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SELF_MADE = "(selbst erzeugt)"
"""What ends the name in a certificate of the program's own making (``exporters.signature.self_signed``)."""


@dataclass(frozen=True, slots=True)
class SignerClaim:
    """Who signed: the name in the certificate, and the role the signer claims (empty in Word's own)."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SignerMatch:
    """The expected signer a signature stands for, or why it stands for none."""

    expected: ExpectedSigner | None = None
    obstacle: str = ""
    """One German sentence; empty where the signature is expected."""


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(SELF_MADE, " ").split())


def _called(expected: ExpectedSigner) -> str:
    role = expected.role.strip() or expected.function.strip() or "ohne Rolle"
    return f"„{role}“ ({expected.name.strip()})" if expected.name.strip() else f"„{role}“"


def _role_fits(expected: ExpectedSigner, role: str) -> bool:
    wanted = {_plain(expected.role), _plain(expected.function)} - {""}
    return _plain(role) in wanted


def _name_fits(expected: ExpectedSigner, name: str) -> bool:
    return bool(expected.name.strip()) and _plain(expected.name) == _plain(name)


def match_signer(expected: Sequence[ExpectedSigner], claim: SignerClaim) -> SignerMatch:
    """Say which of the expected signers a signature stands for.

    An expected signer with a name wants this name; one without wants the role. A claimed role has to be the
    expected one. Where both fit several, the first in the order of the list is taken.
    """
    named = [one for one in expected if _name_fits(one, claim.name)]
    by_role = [one for one in expected if claim.role.strip() and _role_fits(one, claim.role)]
    for one in named:
        if not claim.role.strip() or one in by_role:
            return SignerMatch(one)
    for one in by_role:
        if not one.name.strip():
            return SignerMatch(one)
    return SignerMatch(obstacle=_obstacle(claim, named, by_role))


def _obstacle(claim: SignerClaim, named: Sequence[ExpectedSigner], by_role: Sequence[ExpectedSigner]) -> str:
    if named:
        return (
            f"{claim.name} hat als „{claim.role.strip()}“ signiert, vorgesehen ist {_called(named[0])}. "
            "Bitte mit der vorgesehenen Rolle neu signieren."
        )
    if by_role:
        return (
            f"Als „{claim.role.strip()}“ hat {claim.name} signiert, vorgesehen ist {_called(by_role[0])}. "
            "Bitte die vorgesehene Person signieren lassen oder eine Fassung mit dieser Person freigeben."
        )
    if not claim.role.strip():
        return (
            f"{claim.name} ist unter den vorgesehenen Unterschriften nicht genannt, und die Signatur nennt "
            "keine Rolle. Bitte mit Rolle neu signieren."
        )
    return (
        f"{claim.name} ({claim.role.strip()}) ist unter den vorgesehenen Unterschriften nicht genannt. "
        "Die Signatur zählt deshalb nicht."
    )


def missing(expected: Iterable[ExpectedSigner], signed_ids: Iterable[str]) -> tuple[ExpectedSigner, ...]:
    """Return the expected signers who have not signed yet, in the order of the list."""
    signed = set(signed_ids)
    return tuple(one for one in expected if one.id not in signed)


def is_complete(expected: Sequence[ExpectedSigner], signed_ids: Iterable[str]) -> bool:
    """Tell whether all have signed; without anybody expected nothing is ever complete."""
    return bool(expected) and not missing(expected, signed_ids)
