"""Marks for the working state of a revision: what differs from the version it goes on from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.comparison import ChangeKind, changes
from dsfa_app.domain.editing import value_at
from dsfa_app.domain.structure import Path, field_shape
from dsfa_app.method.findings import Topic
from dsfa_app.place_names import topic_of
from exporters.report.changes import field_words
from exporters.report.wording import NO_VALUE

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from exporters.report.material import ReportMaterial


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMarks:
    """What differs since version ``number``; empty marks say nothing."""

    number: str = ""
    former: Mapping[Path, str] = field(default_factory=dict)
    """What changed fields said before, in people's words."""
    added: frozenset[Path] = frozenset()
    """New entries."""
    touched: frozenset[Path] = frozenset()
    """Everything on the way to a change: entries with a changed field, collections with a new entry."""
    removed: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    """Names of the entries that are gone, by their collection."""
    pages: Mapping[Topic, int] = field(default_factory=dict)
    """Changes of each page."""

    def words(self, path: Path) -> str:
        """Return the mark of a field or an entry: „neu seit 1.0“, „geändert seit 1.0“ or nothing."""
        if path in self.added:
            return f"neu seit {self.number}"
        return f"geändert seit {self.number}" if path in self.former or path in self.touched else ""


def change_marks(basis: ReportMaterial, assessment: Assessment) -> ChangeMarks:
    """Return the marks of an assessment against the version it goes on from."""
    former: dict[Path, str] = {}
    added: set[Path] = set()
    touched: set[Path] = set()
    removed: dict[Path, list[str]] = {}
    pages: Counter[Topic] = Counter()
    for change in changes(basis.assessment, assessment):
        topic = topic_of(change.path)
        if topic is not None:
            pages[topic] += 1
        touched.update(change.path[:length] for length in range(1, len(change.path)))
        match change.kind:
            case ChangeKind.CHANGED:
                former[change.path] = _former_words(basis, change.path)
            case ChangeKind.ADDED:
                added.add(change.path)
            case ChangeKind.REMOVED:
                name = basis.place_names.record(change.old, basis.assessment)
                removed.setdefault(change.path[:-1], []).append(name)
            case ChangeKind.MOVED:
                touched.add(change.path)
    return ChangeMarks(
        number=basis.assessment.version,
        former=former,
        added=frozenset(added),
        touched=frozenset(touched),
        removed={path: tuple(names) for path, names in removed.items()},
        pages=pages,
    )


def _former_words(basis: ReportMaterial, path: Path) -> str:
    owner: Any = value_at(basis.assessment, path[:-1]) if path[:-1] else basis.assessment
    return field_words(basis, owner, field_shape(type(owner), path[-1])).strip() or NO_VALUE
