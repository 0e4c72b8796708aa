"""Values of an assessment as the report tells them, outside of a report: for the history and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.catalogue import Catalogue
from dsfa_app.catalogue.citations import describe_source
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.errors import NotFoundError
from dsfa_app.texts import Texts
from exporters.report.fields import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.domain.structure import FieldShape


@dataclass(frozen=True, slots=True)
class Wording:
    """Says values in German; the assessment tells the names of platforms and channels."""

    assessment: Assessment
    catalogue: Catalogue
    texts: Texts

    def platform_name(self, platform_id: str) -> str:
        """Return the name of a platform, also of one no longer covered; else the id."""
        for use in self.assessment.platforms:
            if use.id == platform_id and use.name.strip():
                return use.name
        known = self.catalogue.platforms.get(platform_id)
        return known.name if known else platform_id

    def cited(self, references: Iterable[str]) -> str:
        """Return the titles of sources, one a line; the id of one the catalogue does not know."""
        return "\n".join(self._source(reference) for reference in references if reference)

    def _source(self, reference: str) -> str:
        try:
            return describe_source(reference, self.catalogue).title
        except NotFoundError:
            return reference

    def value(self, item: FieldShape, value: Any) -> str:  # noqa: ANN401 - values of every field
        """Return the value of a field; empty where nothing was said."""
        match item.kind:
            case _ if value is None:
                return ""
            case Kind.RECORDS:
                return "\n".join(line for entry in value for line in self._lines(entry))
            case Kind.RECORD:
                return self.record(value)
            case _:
                return value_text(self, item, value)

    def record(self, record: object) -> str:
        """Return what a record says, one line a field, empty ones and the id left out."""
        return "\n".join(self._lines(record))

    def _lines(self, record: object) -> Iterator[str]:
        for item in shape(type(record)):
            said = "" if item.name == "id" else self.value(item, getattr(record, item.name))
            if said.strip():
                yield f"{self.texts.field(f'{type(record).__name__}.{item.name}').label}: {said}"
