"""The place of deleted assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.place import PlaceSpec

if TYPE_CHECKING:
    from ui.places.place import Place, PlaceContext


def _build(context: PlaceContext) -> Place:
    from ui.trash.page import TrashPage  # noqa: PLC0415 - built when first opened

    return TrashPage(context)


PLACE = PlaceSpec(
    id="trash",
    title="Papierkorb",
    icon="remove",
    purpose="Gelöschte DSFA wiederherstellen oder endgültig löschen; Aufbewahrung freigegebener DSFA.",
    build=_build,
    manual="papierkorb-und-aufbewahrung.md",
)
