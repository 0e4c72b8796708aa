"""The place where signed documents are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.place import PlaceSpec

if TYPE_CHECKING:
    from ui.places.place import Place, PlaceContext


def _build(context: PlaceContext) -> Place:
    from ui.verification.page import VerificationPage  # noqa: PLC0415 - built when first opened

    return VerificationPage(context)


PLACE = PlaceSpec(
    id="verification",
    title="Dokumente prüfen",
    icon="shield",
    purpose="Ist ein Dokument seit dem Unterzeichnen unverändert, und wer hat unterzeichnet?",
    build=_build,
    manual="export-und-signatur.md",
)
