"""The place where risk profiles are looked at, copied and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.place import PlaceSpec

if TYPE_CHECKING:
    from ui.places.place import Place, PlaceContext


def _build(context: PlaceContext) -> Place:
    from ui.profiles.page import ProfilesPage  # noqa: PLC0415 - built when first opened

    return ProfilesPage(context)


PLACE = PlaceSpec(
    id="profiles",
    title="Risikoprofile",
    icon="matrix",
    purpose="Skalen, Stufen und Matrix, nach denen Risiken eingestuft werden; eigene Profile ändern.",
    build=_build,
    manual="risikoprofile.md",
)
