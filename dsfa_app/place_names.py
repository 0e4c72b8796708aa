"""Places of an assessment in people's words: page and name of what stands at a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, field_shape, shape
from dsfa_app.labels import label
from dsfa_app.method.findings import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.domain.structure import FieldShape, Path
    from dsfa_app.texts import Texts

WHOLE = "DSFA im Ganzen"
LONGEST_NAME = 60
"""Characters of a record's own words in its name; longer ones are cut."""

_TOPICS: Mapping[str, Topic] = {
    **dict.fromkeys(
        (
            "title", "version", "created_on", "profile_id", "occasion", "controller", "departments",
            "participants", "documents",
        ),
        Topic.OCCASION,
    ),
    **dict.fromkeys(("threshold", "threshold_answers"), Topic.THRESHOLD),
    **dict.fromkeys(
        (
            "processing", "purposes", "data_categories", "data_subjects", "recipients", "retention_periods",
            "systems",
        ),
        Topic.PURPOSES,
    ),
    **dict.fromkeys(("platforms", "channels"), Topic.CHANNELS),
    **dict.fromkeys(("roles", "joint_arrangements", "processors", "transfers"), Topic.RESPONSIBILITIES),
    **dict.fromkeys(("necessity", "legal_bases", "alternatives"), Topic.NECESSITY),
    **dict.fromkeys(("transparency", "rights_procedures"), Topic.TRANSPARENCY),
    **dict.fromkeys(("own_risks", "ratings"), Topic.RISKS),
    "measures": Topic.MEASURES,
    **dict.fromkeys(("dpo_advice", "views"), Topic.CONSULTATION),
    **dict.fromkeys(
        (
            "state", "decision", "conditions", "consultation", "clock_stops", "expected_signers", "approvals",
        ),
        Topic.DECISION,
    ),
    "former_versions": Topic.VERSIONS,
    **dict.fromkeys(("review", "review_events", "evaluations"), Topic.REVIEW),
}  # fmt: skip
"""The page that asks a field of the assessment."""

_ELSEWHERE: Mapping[tuple[str, str], Topic] = {
    ("platforms", "necessity_reason"): Topic.NECESSITY,
    ("platforms", "alternatives"): Topic.NECESSITY,
    ("platforms", "abstention"): Topic.NECESSITY,
    ("platforms", "minimisation"): Topic.NECESSITY,
    ("platforms", "named_in_concept"): Topic.RESPONSIBILITIES,
    ("platforms", "balancing"): Topic.RESIDUAL,
    ("ratings", "acceptance_reason"): Topic.RESIDUAL,
}
"""Fields of a collection's entries that another page asks than the rest of the entry."""

_CALLED: Mapping[str, tuple[str, ...]] = {
    "ThresholdAnswer": ("id",),
    "RoleAllocation": ("platform_id", "phase"),
    "JointArrangement": ("platform_id",),
    "Transfer": ("platform_id", "recipient"),
    "Rating": ("risk_id", "platform_id"),
    "ChannelDeviation": ("channel_id",),
    "Evaluation": ("period_from", "period_to"),
    "Approval": ("kind", "person"),
}
"""Records told apart by several fields; the others by the first of ``_NAMES`` that says something."""

_NAMES = (
    "title", "name", "function", "norm", "right", "data", "text", "subject", "description", "version", "url",
)  # fmt: skip
_TITLED = frozenset({"id", "risk_id", "right", "trigger"})
"""Fields that hold an id whose title the catalogue knows."""

_BORN_WITH_AN_ANSWER = frozenset({"ThresholdAnswer", "Rating"})
"""Records that are stored only once something was said; their place exists before."""


def topic_of(path: Path) -> Topic | None:
    """Return the page that asks the field at this path, None for what belongs to no single page."""
    if not path:
        return None
    elsewhere = _ELSEWHERE.get((path[0], path[2])) if len(path) > 2 else None  # noqa: PLR2004 - the field
    return elsewhere or _TOPICS.get(path[0])


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What people call a place: from the outside in, for example „Kanal „Jugendamt““ and „Adresse“."""

    topic: Topic | None
    """The page it stands on."""
    parts: tuple[str, ...]
    exists: bool
    """False where an entry on the way was removed, or the program knows no such place."""

    @property
    def text(self) -> str:
        """The parts in one line."""
        return " · ".join(self.parts)

    @property
    def full_text(self) -> str:
        """The page before the parts, in one line."""
        return self.text if self.topic is None else f"{label(self.topic)}: {self.text}"


class PlaceNames:
    """Names places of any assessment.

    Args:
        texts: labels of fields and names of records.
        titles: titles of risks, threshold rules and picker items by their id.
    """

    def __init__(self, texts: Texts, titles: Mapping[str, str]) -> None:
        self._texts = texts
        self._titles = titles

    def of(self, path: Path, assessment: Assessment) -> PlaceName:
        """Return what people call this place; ``assessment`` tells the names of the entries on the way."""
        if not path:
            return PlaceName(None, (WHOLE,), exists=True)
        found = _Naming(self._texts, self._titles, assessment)
        parts = tuple(found.parts(path, Assessment, assessment))
        return PlaceName(topic_of(path), parts, exists=not found.is_gone)

    def record(self, record: object, assessment: Assessment) -> str:
        """Return what people call a record, for example „Kanal „Jugendamt““."""
        return _Naming(self._texts, self._titles, assessment).record(type(record), record)


class _Naming:
    """One walk along a path."""

    def __init__(self, texts: Texts, titles: Mapping[str, str], assessment: Assessment) -> None:
        self._texts = texts
        self._titles = titles
        self._assessment = assessment
        self.is_gone = False

    def parts(self, path: Path, owner: type[Any], record: object | None) -> Iterator[str]:
        """Yield the words for every step of the path below a record (None: it is gone or not there yet)."""
        name, *rest = path
        try:
            item = field_shape(owner, name)
        except KeyError:
            self.is_gone = True
            yield ".".join(path)
            return
        below = None if record is None else getattr(record, name)
        if item.kind is Kind.RECORDS and rest:
            yield from self._in_collection(tuple(rest), item, below or ())
            return
        yield self._texts.field(f"{owner.__name__}.{name}").label
        if rest:
            yield from self.parts(tuple(rest), item.record, below)

    def _in_collection(self, path: Path, item: FieldShape, entries: tuple[Any, ...]) -> Iterator[str]:
        entry = next((known for known in entries if known.id == path[0]), None)
        kind = item.record
        if entry is None and kind.__name__ in _BORN_WITH_AN_ANSWER:
            entry = self._unanswered(kind, path[0])
        if entry is None:
            self.is_gone = True
            yield f"{self._texts.record(kind.__name__).singular} (entfernt)"
        else:
            yield self.record(kind, entry)
        if path[1:]:
            yield from self.parts(path[1:], kind, entry)

    def _unanswered(self, kind: type[Any], entry_id: str) -> object | None:
        """Return the empty record of a question nobody has answered yet, None if nothing asks it any more."""
        if kind.__name__ == "ThresholdAnswer":
            return kind(id=entry_id) if entry_id in self._titles else None
        platform_id, _, risk_id = entry_id.partition(".")
        covered = any(use.id == platform_id for use in self._assessment.platforms)
        own = any(risk.id == risk_id for risk in self._assessment.own_risks)
        if covered and (own or risk_id in self._titles):
            return self._assessment.rating(platform_id, risk_id)
        return None

    def record(self, kind: type[Any], record: object) -> str:
        """Return the kind of the record and what it is called."""
        singular = self._texts.record(kind.__name__).singular
        several = _CALLED.get(kind.__name__)
        words = [self._word(record, name) for name in several or _NAMES]
        said = [word for word in words if word]
        if not said:
            return f"{singular} ohne Namen"
        return f"{singular} „{', '.join(said) if several else said[0]}“"

    def _word(self, record: object, name: str) -> str:
        """Return one naming field as people read it, empty where the record has no such field."""
        item = next((known for known in shape(type(record)) if known.name == name), None)
        value = None if item is None else getattr(record, name)
        if item is None or not value:
            return ""
        match item.kind:
            case Kind.CHOICE:
                return label(value)
            case Kind.DATE:
                return f"{value:%d.%m.%Y}"
            case Kind.TEXT:
                return _shortened(self._resolved(name, value))
            case _:
                return ""

    def _resolved(self, name: str, value: str) -> str:
        if name == "platform_id":
            return next((use.name or use.id for use in self._assessment.platforms if use.id == value), value)
        if name == "channel_id":
            return next(
                (item.name or item.url for item in self._assessment.channels if item.id == value), value
            )
        if name == "risk_id":
            own = {risk.id: risk.title for risk in self._assessment.own_risks}
            title = own.get(value) or self._titles.get(value, "")
            return f"{value} {title}".strip()
        return self._titles.get(value, value) if name in _TITLED else value


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"
