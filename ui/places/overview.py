"""The place where all assessments stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.place import PlaceSpec

if TYPE_CHECKING:
    from ui.places.place import Place, PlaceContext


def _build(_context: PlaceContext) -> Place:
    from ui.overview.page import OverviewPage  # noqa: PLC0415 - built when first opened

    return OverviewPage()


PLACE = PlaceSpec(
    id="overview",
    title="Übersicht",
    icon="overview",
    purpose="Alle Datenschutz-Folgenabschätzungen mit Stand, Risiko und nächster Überprüfung.",
    build=_build,
)
