"""What a verification can find: kinds with a code, a German sentence and what to do about it.

Codes are a family letter and two digits and never change their meaning, because scripts depend on them: Z
archive, C content types, R relationships, S structure of a signature, A algorithms, M manifest, D digests, P
coverage of the package, K key, V signature value, L signature line, T trust. Each rule module declares its
kinds beside the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ADVICE_RESEND: Final = (
    "Verwenden Sie die Datei nicht und bitten Sie die absendende Stelle erneut um das Original."
)
ADVICE_RESIGN: Final = "Lassen Sie das Dokument mit der DSFA-Werkbank oder mit Word neu signieren."
ADVICE_CHOOSE: Final = "Wählen Sie eine unbeschädigte Datei mit der Endung .docx oder .xlsx."

_LONGEST_VALUE: Final = 120


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    FATAL = "fatal"
    """The file cannot be read at all."""
    ERROR = "error"
    """The signature, or the whole file, is invalid."""
    TRUST = "trust"
    """The signature fits, but who made it is not proved."""
    WARNING = "warning"
    """Worth knowing; the verdict stays."""
    NOTE = "note"
    """A limit of the verification itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; ``signature`` names the signature part, empty when the whole package is meant."""

    code: str
    severity: Severity
    text: str
    advice: str
    signature: str = ""

    def as_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "text": self.text,
            "advice": self.advice,
            "signature": self.signature,
        }

    @property
    def sentence(self) -> str:
        """What happened and what to do, as one sentence for an error message."""
        return f"{self.text.removesuffix('.')}: {self.advice}" if self.advice else self.text


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry in the catalogue of findings; ``text`` is a format string for the values of ``found``."""

    code: str
    severity: Severity
    text: str
    advice: str = ADVICE_RESEND

    def found(self, signature: str = "", **values: object) -> Finding:
        """The finding with its values filled in, cleaned of what a hostile file might put into a sentence."""
        clean = {name: _clean(str(value)) for name, value in values.items()}
        return Finding(self.code, self.severity, self.text.format(**clean), self.advice, signature)


def _clean(value: str) -> str:
    # Names from the file reach the terminal and the window: no control or bidi characters, no novels.
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return shown if len(shown) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"
