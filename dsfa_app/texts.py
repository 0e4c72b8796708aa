"""Labels, hints and plain-language help of every field, read from ``resources/texts/fields.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from dsfa_app.errors import CatalogueError
from resources import resource


@dataclass(frozen=True, slots=True)
class FieldText:
    """What a user reads about one field; ``norm`` is the provision the field serves."""

    label: str
    hint: str = ""
    help: str = ""
    norm: str = ""


@dataclass(frozen=True, slots=True)
class RecordText:
    """The German names of a kind of record and the sentence shown while there is none."""

    singular: str
    plural: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts about fields and records, keyed ``Record.field`` and ``Record``."""

    fields: Mapping[str, FieldText]
    records: Mapping[str, RecordText]

    def field(self, key: str) -> FieldText:
        """Return the text of a field such as ``"Occasion.reason"``.

        Raises:
            CatalogueError: the field has no text.
        """
        try:
            return self.fields[key]
        except KeyError:
            raise CatalogueError(f"In fields.yaml fehlt der Text zum Feld „{key}“.") from None

    def record(self, key: str) -> RecordText:
        """Return the text of a kind of record such as ``"Channel"``.

        Raises:
            CatalogueError: the record has no text.
        """
        try:
            return self.records[key]
        except KeyError:
            raise CatalogueError(f"In fields.yaml fehlt der Text zum Eintrag „{key}“.") from None


def load_texts() -> Texts:
    """Read the shipped texts.

    Raises:
        CatalogueError: an entry is not made of known keys.
    """
    raw: dict[str, Any] = yaml.load(
        resource("texts", "fields.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    try:
        return Texts(
            fields={
                f"{record}.{name}": FieldText(**text)
                for record, entry in raw.items()
                for name, text in entry["fields"].items()
            },
            records={
                record: RecordText(entry["singular"], entry["plural"], entry.get("empty", ""))
                for record, entry in raw.items()
                if "singular" in entry
            },
        )
    except (TypeError, KeyError) as error:
        raise CatalogueError(f"Die Texte in fields.yaml sind nicht lesbar: {error}") from error
