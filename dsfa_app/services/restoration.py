"""Putting back what an entry of the journal replaced or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from collections.abc import Callable, Mapping

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


def restoration_of(entry: Entry) -> Callable[[Assessment], Assessment]:
    """Return the change that puts back what an entry replaced or removed.

    The change raises NotFoundError where what it belongs to is gone, and RuleError where the former value
    contradicts what is there now.

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
