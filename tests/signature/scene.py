"""What the attack vectors are made of: signed documents, the people who signed them, and other people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from signature.forgery import NOW, Issued
from signature.samples import as_word_signs

from exporters.signature import SigningOptions, Verdict, sign_package
from exporters.signature.identities import KeyIdentity


@dataclass(frozen=True)
class Scene:
    """Documents with and without a signature; ``officer`` is below ``middle``, which is below ``root``."""

    plain_docx: bytes
    plain_xlsx: bytes
    signed_docx: bytes
    signed_xlsx: bytes
    root: Issued
    middle: Issued
    officer: Issued
    self_made: KeyIdentity
    options: SigningOptions

    @cached_property
    def words(self) -> bytes:
        """The document as Word would have signed it: without what it leaves out."""
        return as_word_signs(self.signed_docx, self.officer)

    def signed(
        self, plain: bytes, signer: Issued | None = None, options: SigningOptions | None = None
    ) -> bytes:
        """Sign something else."""
        return sign_package(plain, (signer or self.officer).identity, options or self.options)


@dataclass(frozen=True)
class Vector:
    """One attack: how to build the file, what our verifier must find, under which name and at which time.

    Of the codes of an unreadable or ambiguous archive (family Z) there is never more than one.
    """

    build: Callable[[Scene], bytes]
    codes: frozenset[str]
    verdict: Verdict = Verdict.INVALID
    file_name: str = "DSFA.docx"
    at: datetime = NOW
    is_revoked: bool = False
    """Whether the revocation list of the officer's issuer names the officer."""
