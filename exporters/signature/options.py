"""What a signer chooses: key type of a new identity, and the claims a signature carries."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from dsfa_app.errors import SignatureError

LONGEST_COMMENT = 255
"""SignatureComments, MS-OFFCRYPTO 2.5.2.5: at most 255 characters; the other claims are held to the same."""

_NOT_IN_ONE_LINE = {"Cc", "Cs", "Zl", "Zp"}


class KeyType(StrEnum):
    """The kinds of key an identity of the program's own making can have."""

    RSA_3072 = "rsa-3072"
    EC_P256 = "ec-p256"
    EC_P384 = "ec-p384"

    @property
    def label(self) -> str:
        """The name for users."""
        return _KEY_LABELS[self]


_KEY_LABELS = {
    KeyType.RSA_3072: "RSA mit 3072 Bit",
    KeyType.EC_P256: "Elliptische Kurve P-256",
    KeyType.EC_P384: "Elliptische Kurve P-384",
}


class Commitment(Enum):
    """What the signer declares by signing (XAdES CommitmentTypeIndication): URI and German wording."""

    CREATED_AND_APPROVED = ("http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin", "Erstellt und freigegeben")
    CREATED = ("http://uri.etsi.org/01903/v1.2.2#ProofOfCreation", "Erstellt")
    APPROVED = ("http://uri.etsi.org/01903/v1.2.2#ProofOfApproval", "Freigegeben")

    @property
    def uri(self) -> str:
        """The identifier written into the signature."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The German wording, also written into the signature."""
        return self.value[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOptions:
    """The claims a signature carries; all but the time may stay empty.

    ``signing_time`` must be aware; it is written in UTC with a precision of one second. The texts are at most
    255 characters of printable text each.

    Raises:
        SignatureError: a text is too long or holds control characters.
        ValueError: ``signing_time`` is naive.
    """

    signing_time: datetime
    claimed_role: str = ""
    commitment: Commitment | None = None
    place: str = ""
    comment: str = ""
    hash_name: str = ""
    """``sha256``, ``sha384`` or ``sha512``; empty for the one that fits the key."""

    def __post_init__(self) -> None:
        if self.signing_time.tzinfo is None:
            raise ValueError("signing_time must be an aware datetime")
        for label, text in (("Rolle", self.claimed_role), ("Ort", self.place), ("Anmerkung", self.comment)):
            if len(text) > LONGEST_COMMENT:
                raise SignatureError(
                    f"Die Angabe „{label}“ für die Signatur ist länger als {LONGEST_COMMENT} Zeichen: "
                    "Kürzen Sie den Text."
                )
            if any(c in "\ufffe\uffff" or unicodedata.category(c) in _NOT_IN_ONE_LINE for c in text):
                raise SignatureError(
                    f"Die Angabe „{label}“ für die Signatur enthält Steuerzeichen oder Zeilenumbrüche: "
                    "Schreiben Sie den Text in einer Zeile."
                )
