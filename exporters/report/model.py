"""The report: what a document says, in chapters made of blocks, and never how it looks.

The writers turn the same report into DOCX, XLSX and HTML. Registers are the tables of a report that are
worth working with as data (one row per risk and platform and so on); XLSX shows them as sheets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from dsfa_app.method.marks import LevelMark


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address on the web."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Term:
    """A name in front of what is said about it."""

    name: str
    text: str = ""


class Revision(Enum):
    """What became of a passage of a text between two versions."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that only one of two versions has, or that both share."""

    text: str
    revision: Revision = Revision.KEPT


@dataclass(frozen=True, slots=True)
class Revised:
    """A text with its changed passages marked; they stand out without colour as well."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The words without the marks."""
        return "".join(passage.text for passage in self.passages)


Cell = str | LevelMark | Link | Term | Revised
"""What stands in a cell of a table or behind a label."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; level 2 is in the table of contents, level 3 is not."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words of the program: how to read what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


class NoticeKind(Enum):
    """How much a notice matters; the value is the word printed in front of it."""

    ERROR = "Fehler"
    WARNING = "Warnung"
    NOTE = "Hinweis"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader has to know before relying on the chapter."""

    kind: NoticeKind
    text: str
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One label and its value; the norm says which provision asks for it."""

    label: str
    value: Cell
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of labels and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is the relative amount of text in it."""

    label: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One risk in the grid with its mark per platform."""

    id: str
    title: str
    marks: tuple[LevelMark, ...]


@dataclass(frozen=True, slots=True)
class RiskGrid:
    """Risks times platforms: the picture of an assessment."""

    caption: str
    platforms: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One field of the matrix with how many risks stand in it."""

    mark: LevelMark
    count: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of a risk profile, highest severity first."""

    caption: str
    severity: tuple[str, ...]
    likelihood: tuple[str, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]


@dataclass(frozen=True, slots=True)
class RiskPath:
    """How a level changes from step to step, for example from gross to proven."""

    caption: str
    steps: tuple[tuple[str, LevelMark], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One line of the sign-off table; empty texts are left to be filled in by hand."""

    role: str = ""
    name: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """The table in which the expected signers sign."""

    caption: str
    signers: tuple[Signer, ...]


Block = Heading | Explanation | Bullets | Notice | Facts | Table | RiskGrid | Matrix | RiskPath | SignOff


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or annex; ``standards`` name the norm and the section of the EDPB template it answers."""

    number: str
    title: str
    standards: tuple[str, ...]
    blocks: tuple[Block, ...]


Value = str | int | date | LevelMark | None
"""What stands in a cell of a register."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a register; ``width`` is counted in characters."""

    label: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Register:
    """A table to work with as data: one row per thing, raw codes beside labels."""

    id: str
    title: str
    note: str
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    header_columns: int = 1
    """So many columns at the left name the row and stay in view."""
    row_height: int = 0
    """Points a row has at least: room to write by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells this document from every other one; printed on the cover and on each page."""

    title: str
    controller: str
    version: str
    state: str
    generated_on: date
    fingerprint: str
    """SHA-256 of the canonical assessment, 64 hexadecimal digits."""
    profile: str
    catalogue: str
    program: str

    @property
    def short_fingerprint(self) -> str:
        """The first 16 digits in groups of four, enough to compare two sheets of paper."""
        digits = self.fingerprint[:16]
        return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report: identity, overview, chapters and annexes in order, and the registers."""

    kind: str
    """What kind of document this is, printed above the title."""
    identity: Identity
    facts: Facts
    """The cover's facts: version, state, fingerprint, reference data."""
    disclaimer: str
    sections: tuple[Section, ...]
    registers: tuple[Register, ...] = field(default=())
    is_short: bool = False
    """A few pages: without a cover page and a table of contents."""
