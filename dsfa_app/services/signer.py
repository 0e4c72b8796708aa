"""Who signs and what they declare: an unlocked identity on its way to a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # loaded for the type checker only: cryptography must not be imported before somebody signs
    from exporters.signature import Commitment, Identity, SigningOptions  # noqa: TC004


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a signer declares beside the document; signed, but proved by nobody."""

    role: str = ""
    place: str = ""
    comment: str = ""
    commitment: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """An identity ready to sign, together with what the signer declares."""

    identity: Identity
    options: SigningOptions
    stamp: Callable[[bytes], bytes] | None = None
    """What asks a time stamping authority for a token; None for a signature without a time stamp."""

    def with_time_stamp(self, address: str) -> Signer:
        """Return the signer with a time stamping authority that is asked whenever it signs.

        Raises:
            SignatureError: the address is none.
        """
        from exporters.signature.tsa import stamper

        return replace(self, stamp=stamper(address))
