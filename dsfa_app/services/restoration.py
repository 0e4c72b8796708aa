"""Putting back what an entry of the journal replaced or removed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dsfa_app.domain import references
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.editing import value_at, with_item, with_value
from dsfa_app.domain.places import path_of, place_of
from dsfa_app.domain.references import unknown_platforms
from dsfa_app.domain.structure import shape_at
from dsfa_app.domain.vocabulary import Action
from dsfa_app.errors import DocumentError, NotFoundError, RuleError
from dsfa_app.exchange.plain import from_plain, value_from_plain
from dsfa_app.storage.journal import read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dsfa_app.domain.journal import Entry
    from dsfa_app.domain.structure import Path

NOT_RESTORED = frozenset({"state", "version", "created_on", "approvals", "former_versions"})
"""Fields whose old value does not come back by itself: they tell how far it got, and who said so."""


def is_restorable(entry: Entry) -> bool:
    """Tell whether what an entry replaced or removed can be put back."""
    path = path_of(str(entry.place), Assessment)
    if not path or path[0] in NOT_RESTORED or entry.action not in (Action.CHANGED, Action.REMOVED):
        return False
    return read_content(entry) is not None


def went_along(entry: Entry, entries: Iterable[Entry]) -> list[Entry]:
    """Return, of the entries about an assessment, those that went away with a removed platform, oldest first.

    A platform takes its channels, ratings and so on along, and its name out of the lists of other records.
    """
    path = path_of(str(entry.place), Assessment) or ()
    if entry.action != Action.REMOVED or path[:1] != ("platforms",):
        return []
    found = [
        other
        for other in entries
        if (other.at, other.person) == (entry.at, entry.person)
        and other.number != entry.number
        and is_restorable(other)
        and _named_only_before(path[1], read_content(other) or {})
    ]
    return sorted(found, key=lambda other: other.number)


def _named_only_before(platform_id: str, content: Mapping[str, Any]) -> bool:
    """Tell whether the old value speaks of a platform and the new one does not."""
    old, new = content.get("old"), content.get("new")
    if isinstance(old, dict):
        one, many = old.get(references.ONE), old.get(references.MANY)
        return new is None and (one == platform_id or many == [platform_id])
    return isinstance(old, list) and platform_id in old and isinstance(new, list) and platform_id not in new


def restoration_of(entry: Entry, along: Sequence[Entry] = ()) -> Callable[[Assessment], Assessment]:
    """Return the change that puts back what an entry replaced or removed, and what went along with it.

    What of the latter cannot come back any more is left out. The change raises NotFoundError where what
    it belongs to is gone, and RuleError where the former value contradicts what is there now.

    Raises:
        NotFoundError: the entry was emptied.
        RuleError: its value cannot come back by itself.
    """
    content = read_content(entry)
    if content is None:
        raise NotFoundError("Der Inhalt dieses Eintrags ist nicht mehr vorhanden.")
    path = path_of(str(entry.place), Assessment)
    if path is None or not is_restorable(entry):
        raise RuleError("Dieser Eintrag des Verlaufs lässt sich nicht zurücknehmen.")

    def put_back(assessment: Assessment) -> Assessment:
        try:
            changed = _put_back(assessment, entry.action, path, content)
        except DocumentError as error:
            raise RuleError("Der frühere Wert passt nicht mehr zu diesem Feld.") from error
        _refuse_strays(assessment, changed)
        for other in along:
            with suppress(NotFoundError, RuleError):
                changed = restoration_of(other)(changed)
        return changed

    return put_back


def _put_back(assessment: Assessment, action: str, path: Path, content: Mapping[str, Any]) -> Assessment:
    item, _ = shape_at(Assessment, path)
    place = place_of(path)
    if action == Action.REMOVED:
        return _entry_put_back(assessment, path, from_plain(item.record, content.get("old"), place), content)
    changed = with_value(assessment, path, value_from_plain(item, content.get("old"), place))
    if path[0] == "ratings":  # the rules of a rating hold for its former values as well
        return assessment.with_rating(value_at(changed, path[:2]))
    return changed


def _entry_put_back(
    assessment: Assessment,
    path: Path,
    record: Any,  # noqa: ANN401 - any record
    content: Mapping[str, Any],
) -> Assessment:
    *above, collection, _ = path
    position = content.get("position")
    owner = value_at(assessment, tuple(above)) if above else assessment
    filled = with_item(owner, collection, record, position=position if type(position) is int else None)
    return with_value(assessment, tuple(above), filled) if above else filled


def _refuse_strays(former: Assessment, changed: Assessment) -> None:
    """Refuse a change that speaks of a platform the assessment no longer covers.

    Raises:
        RuleError: it does.
    """
    covered = {use.id for use in changed.platforms}
    known = set(unknown_platforms(former, covered))
    for _, platform_id in unknown_platforms(changed, covered):
        if any(platform_id == stray for _, stray in known):
            continue
        raise RuleError(
            "Der Eintrag gehört zu einer Plattform, die diese DSFA nicht mehr umfasst. "
            "Bitte zuerst die Plattform wiederherstellen."
        )
