"""Comparing what the catalogue says now with what it said when somebody last took note (Art. 35(11) GDPR).

An assessment rests on statements of the catalogue: facts about its platforms, decisions that affect them,
settings they allow, proposed ratings. When such a statement changes with a new catalogue, somebody has to
judge whether the risk changes. Until then the change is reported, and nothing is taken over by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from dsfa_app.domain.rating import rating_id
from dsfa_app.domain.structure import Path
from dsfa_app.domain.vocabulary import Answer, ReviewOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.rating import Score

OPTION, PROPOSAL, RULING, SYSTEM = "option:", "proposal:", "ruling:", "system:"
"""Prefixes of the ids of configuration options, proposed ratings, decisions and facts about systems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of the catalogue.

    ``platform_ids`` are the platforms it is about, ``risk_ids`` the risks it bears on. ``score`` is the
    severity and likelihood of a proposed rating.
    """

    title: str
    text: str
    as_of: str = ""
    source: str = ""
    evidence: str = ""
    platform_ids: tuple[str, ...] = ()
    risk_ids: tuple[str, ...] = ()
    score: tuple[int, int] | None = None

    def says_the_same(self, other: Statement) -> bool:
        """Tell whether the two say the same; a later date or another place to read it changes nothing."""
        return (self.title, self.text, self.evidence) == (other.title, other.text, other.evidence)


class CatalogueChangeKind(StrEnum):
    """What became of a statement; unknown where the former catalogue is not at hand."""

    CHANGED = "geaendert"
    NEW = "neu"
    REMOVED = "entfallen"
    UNKNOWN = "unbekannt"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueChange:
    """A statement that changed since somebody last took note of it, and what it concerns."""

    id: str
    kind: CatalogueChangeKind
    title: str
    old: Statement | None
    new: Statement | None
    noted: str
    """Fingerprint of the catalogue that was noted last."""
    platform_ids: tuple[str, ...] = ()
    """Platforms of the assessment it is about."""
    channel_ids: tuple[str, ...] = ()
    """Channels on these platforms that are not retired."""
    rating_ids: tuple[str, ...] = ()
    """Ratings whose risk it bears on."""
    cited: tuple[Path, ...] = ()
    """Where the assessment cites it; empty where it only covers the platform."""

    @property
    def fact_id(self) -> str:
        """Id of the fact behind it as the catalogue keeps it, without the kind of citation."""
        return self.id.removeprefix(SYSTEM)


class CatalogueHistory(Protocol):
    """The present catalogue and what is known of former ones."""

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the present catalogue."""

    def statements(self, fingerprint: str) -> Mapping[str, Statement] | None:
        """Return the statements of a catalogue, None when they are not at hand."""

    def differing(self, fingerprint: str) -> frozenset[str]:
        """Return the ids of all statements that a known catalogue and the present one do not share alike."""


def last_judged(assessment: Assessment) -> dict[str, str]:
    """Return, by statement, the fingerprint of the catalogue with which it was judged last."""
    events = [
        event
        for event in assessment.review_events
        if event.catalogue_fingerprint and event.outcome is not ReviewOutcome.OPEN
    ]
    events.sort(key=lambda event: event.checked_on.toordinal() if event.checked_on else 0)
    return {name: event.catalogue_fingerprint for event in events for name in event.sources}


class _Comparison:
    def __init__(
        self,
        assessment: Assessment,
        noted: Mapping[str, str],
        cited: Mapping[str, tuple[Path, ...]],
        history: CatalogueHistory,
    ) -> None:
        self._assessment = assessment
        self._noted = noted
        self._cited = cited
        self._history = history
        self._covered = {use.id: None for use in assessment.platforms}
        self._judged = last_judged(assessment)
        self._ratings = {rating.id: rating for rating in assessment.ratings}
        self._channels: dict[str, list[str]] = {}
        for channel in assessment.channels:
            if channel.is_in_use:
                self._channels.setdefault(channel.platform_id, []).append(channel.id)
        self._former = tuple(
            statements
            for fingerprint in {*noted.values(), *self._judged.values()}
            if (statements := history.statements(fingerprint)) is not None
        )
        self._present = history.statements(history.fingerprint) or {}

    def changes(self) -> Iterator[CatalogueChange]:
        for name in self._candidates():
            change = self._change(name)
            if change is not None:
                yield change

    def _candidates(self) -> Iterator[str]:
        """Yield the ids that may have changed, in the catalogue's order; those that are gone come last."""
        now, found = self._history.fingerprint, set[str]()
        for fingerprint in dict.fromkeys((*self._noted.values(), *self._judged.values())):
            if fingerprint == now:
                continue
            if self._history.statements(fingerprint) is None:
                found.update(self._present)
            else:
                found.update(self._history.differing(fingerprint))
        yield from (name for name in self._present if name in found)
        yield from sorted(found - self._present.keys())

    def _bases(self, name: str, platform_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the fingerprints of the catalogues noted for a statement."""
        own = self._judged.get(name) or self._noted.get(name)
        if own:
            return (own,)
        found = (self._noted.get(platform_id) for platform_id in platform_ids)
        return tuple(dict.fromkeys(fingerprint for fingerprint in found if fingerprint))

    def _about(self, name: str) -> tuple[str, ...]:
        """Return the platforms of the assessment a statement is or was about."""
        known = set(self._present[name].platform_ids) if name in self._present else set[str]()
        for statements in self._former:
            former = statements.get(name)
            known.update(former.platform_ids if former else ())
        return tuple(platform_id for platform_id in self._covered if platform_id in known)

    def _change(self, name: str) -> CatalogueChange | None:
        about, now = self._about(name), self._history.fingerprint
        if not about and name not in self._cited:
            return None
        for noted in self._bases(name, about):
            if noted == now:
                continue
            statements = self._history.statements(noted)
            old = None if statements is None else statements.get(name)
            kind = self._kind(name, old, is_known=statements is not None)
            if kind is not None:
                return self._described(name, kind, old, noted, about)
        return None

    def _kind(self, name: str, old: Statement | None, *, is_known: bool) -> CatalogueChangeKind | None:
        new = self._present.get(name)
        if name.startswith(PROPOSAL) and not self._uses(name, old):
            return None
        if not is_known:
            # nobody has relied on an option or a proposal so far as anyone can tell
            is_told = new is not None and not name.startswith((OPTION, PROPOSAL))
            return CatalogueChangeKind.UNKNOWN if is_told else None
        if old is None:
            return CatalogueChangeKind.NEW if new else None
        if new is None:
            return CatalogueChangeKind.REMOVED
        reached = (set(new.platform_ids) ^ set(old.platform_ids)) & self._covered.keys()
        return None if new.says_the_same(old) and not reached else CatalogueChangeKind.CHANGED

    def _uses(self, name: str, old: Statement | None) -> bool:
        return old is not None and bool(self._used_in(name, old))

    def _used_in(self, name: str, old: Statement) -> tuple[Path, ...]:
        """Return where a rating rests on the proposal as it was."""
        rating = self._ratings.get(name.removeprefix(PROPOSAL))
        if rating is None:
            return ()
        if rating.applicable is Answer.NO and old.score is None and rating.reason.strip() == old.text.strip():
            return (("ratings", rating.id, "reason"),)
        scores: tuple[tuple[str, Score | None], ...] = (
            ("gross", rating.gross),
            ("baseline", rating.baseline),
        )
        return tuple(
            ("ratings", rating.id, field)
            for field, score in scores
            if score is not None and (score.severity, score.likelihood) == old.score
        )

    def _described(
        self, name: str, kind: CatalogueChangeKind, old: Statement | None, noted: str, about: tuple[str, ...]
    ) -> CatalogueChange:
        new = self._present.get(name)
        shown = new or old
        risk_ids = {risk_id for item in (old, new) if item for risk_id in item.risk_ids}
        used = self._used_in(name, old) if old and name.startswith(PROPOSAL) else ()
        return CatalogueChange(
            id=name,
            kind=kind,
            title=shown.title if shown else name,
            old=old,
            new=new,
            noted=noted,
            platform_ids=about,
            channel_ids=tuple(name for platform_id in about for name in self._channels.get(platform_id, ())),
            rating_ids=tuple(
                rating.id
                for platform_id in about
                for risk_id in sorted(risk_ids)
                if (rating := self._ratings.get(rating_id(platform_id, risk_id)))
                and rating.applicable is not Answer.NO
            ),
            cited=(*used, *self._cited.get(name, ())),
        )


def catalogue_changes(
    assessment: Assessment,
    noted: Mapping[str, str],
    cited: Mapping[str, tuple[Path, ...]],
    history: CatalogueHistory,
) -> tuple[CatalogueChange, ...]:
    """Return what changed since somebody last took note, what the assessment cites first.

    Args:
        assessment: the assessment; its review events say what has been judged since.
        noted: by platform, and by source cited beside the platforms, the fingerprint of the noted catalogue.
        cited: where the assessment cites a statement, by its id.
        history: the present catalogue and the former ones.
    """
    fingerprints = {*noted.values(), *last_judged(assessment).values()}
    if fingerprints <= {history.fingerprint}:
        return ()
    found = _Comparison(assessment, noted, cited, history).changes()
    return tuple(sorted(found, key=lambda change: not change.cited))


def count_by(
    changes: tuple[CatalogueChange, ...], keys: Callable[[CatalogueChange], tuple[str, ...]]
) -> dict[str, int]:
    """Return how many changes concern each platform, channel or rating, whatever ``keys`` names."""
    counts: dict[str, int] = {}
    for change in changes:
        for key in keys(change):
            counts[key] = counts.get(key, 0) + 1
    return counts
