"""What a measurement is held against: a named value, its upper bar, and whether it holds."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class BenchError(Exception):
    """A measurement could not be made; the text is one German sentence."""


@dataclass(frozen=True)
class Bar:
    """One measured value and the most it may be, both in ``unit`` (``ratio``, ``ms`` or ``bytes``)."""

    name: str
    value: float
    bar: float
    unit: str

    def as_json(self) -> dict[str, str | float | bool]:
        """Give the record that ``dev.py bench`` prints."""
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "bar": self.bar,
            "unit": self.unit,
            "holds": self.value <= self.bar,
        }


def ratio(name: str, measured: Iterable[float], against: Iterable[float], bar: float) -> Bar:
    """Hold the median of a series against a multiple of the median of a series from the same run."""
    return Bar(name, statistics.median(measured) / statistics.median(against), bar, "ratio")


def milliseconds(name: str, seconds: Iterable[float], bar: float) -> Bar:
    """Hold the median of a series of seconds against a bar in milliseconds."""
    return Bar(name, statistics.median(seconds) * 1000, bar, "ms")
