"""The places of the main window in their order: the one list that defines them.

A new place is one file in this package with a ``PLACE`` and one entry here. The files import nothing but
``ui.places.place``: they are read at every start, and what a place shows is imported when it is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.places.overview import PLACE as OVERVIEW
from ui.places.plan import PLACE as PLAN
from ui.places.profiles import PLACE as PROFILES
from ui.places.trash import PLACE as TRASH
from ui.places.verification import PLACE as VERIFICATION

if TYPE_CHECKING:
    from ui.places.place import PlaceSpec

PLACES: tuple[PlaceSpec, ...] = (
    OVERVIEW,
    PLAN,
    PROFILES,
    TRASH,
    VERIFICATION,
)
