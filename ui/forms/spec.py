"""How a page declares what it asks: groups of fields and of records, as data.

Names are those of the domain records. Labels, hints, help and norms come from ``resources/texts``; the kind
of widget follows from the field's type, so a declaration only says what the type does not tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import FieldShape, Kind, Path, field_shape
from ui.forms.context import PageContext
from ui.forms.options import OptionSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Args:
        name: dotted name below the form's record, for example ``"occasion.reason"``.
        lines: height of a text field that grows with its content; 1 is a single line.
        options: the values to choose from, where they come from the assessment or the catalogue.
        bounds: lowest and highest value of a whole number.
        is_free: with ``options``: other texts than the offered ones may be typed.
        only_if: tells from the record the field belongs to whether it is asked; a filled one is always shown.
        ask_first: called with what was chosen in place of storing it, where a change has consequences to show
            before; it stores the value itself once the user has agreed.
    """

    name: str
    lines: int = 1
    options: OptionSource | None = None
    bounds: tuple[int, int] = (-99, 99)
    is_free: bool = False
    only_if: Callable[[Any], bool] | None = None
    ask_first: Callable[[PageContext, QWidget, Any], None] | None = None

    @property
    def path(self) -> Path:
        """The field's path below the form's record."""
        return tuple(self.name.split("."))


class RecordPart(QWidget):
    """A part of the window about one record, exchanged together with the record selected above it."""

    def show_record(self, path: Path) -> None:
        """Show what belongs to the record with this path."""
        raise NotImplementedError

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        raise NotImplementedError

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it belongs here."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A table of records with a form for the selected one.

    Args:
        name: dotted name of the collection below the form's record, for example ``"departments"``.
        columns: fields shown as columns, the first is the record's name.
        fields: what the form below the table asks.
        starts_with: values of a new record beside its id.
        new_id: makes the id of a new record where people read it; else it is any unused one.
        remove: called in place of removing a record where more goes with it; it asks first if need be.
        below: builds what stands below the form of the selected record: what belongs to that record alone.
    """

    name: str
    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    starts_with: Callable[[Assessment], dict[str, Any]] | None = None
    new_id: Callable[[Assessment], str] | None = None
    remove: Callable[[PageContext, QWidget, str], None] | None = None
    below: Callable[[PageContext, QWidget], RecordPart] | None = None

    @property
    def path(self) -> Path:
        """The collection's path below the form's record."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PerPlatform:
    """Fields asked for each platform of the assessment; the user chooses the platform above them."""

    fields: tuple[Field, ...]


Item = Field | Records | PerPlatform


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A titled part of a page; ``note`` is one sentence below the title."""

    title: str
    items: tuple[Item, ...]
    note: str = ""


def owner_and_shape(path: Path, root: type[Any] = Assessment) -> tuple[type[Any], FieldShape]:
    """Return the record class a path's last field belongs to, and the field's shape.

    Raises:
        KeyError: the path names a field that does not exist (a bug in a declaration).
    """
    name, *rest = path
    shape = field_shape(root, name)
    if shape.kind is Kind.RECORDS and len(rest) > 1:
        return owner_and_shape(tuple(rest[1:]), shape.record)
    if rest and shape.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD):
        return owner_and_shape(tuple(rest), shape.record)
    return root, shape


def text_key(path: Path) -> str:
    """Return the key of a field's texts, for example ``Channel.url``."""
    owner, shape = owner_and_shape(path)
    return f"{owner.__name__}.{shape.name}"
