"""How a risk level looks on paper: legible in colour, in grey and in black and white.

The highest level is a dark field, those between are hatched fields, the lowest one is a field so light that
only its symbol and word remain in grey. Word and symbol always say the same as the colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsfa_app.method.marks import LevelMark

INK = "1F2933"
MUTED = "52606D"
_WHITE = (255, 255, 255)
_BLACK = (0, 0, 0)
_TINT = 0.82
_STRIPE = 0.14


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours as six hexadecimal digits; ``stripe`` is empty for a plain field, ``fill`` for no fill.

    ``crossed`` hatches in both directions.
    """

    fill: str
    stripe: str
    text: str
    crossed: bool = False


def _mixed(color: str, other: tuple[int, int, int], amount: float) -> str:
    digits = color.lstrip("#")
    channels = (int(digits[start : start + 2], 16) for start in (0, 2, 4))
    mixed = (
        round(own * (1 - amount) + foreign * amount) for own, foreign in zip(channels, other, strict=True)
    )
    return "".join(f"{channel:02X}" for channel in mixed)


@cache
def paint(mark: LevelMark) -> Paint:
    """Return the colours in which a level is printed."""
    if not mark.background:
        return Paint(fill="", stripe="", text=MUTED)
    fill = mark.background.lstrip("#").upper()
    text = mark.foreground.lstrip("#").upper()
    match mark.pattern:
        case "solid":
            return Paint(fill=fill, stripe="", text=text)
        case "diagonal" | "cross":
            stripe = _mixed(fill, _BLACK, _STRIPE)
            return Paint(fill=fill, stripe=stripe, text=text, crossed=mark.pattern == "cross")
        case _:
            return Paint(fill=_mixed(fill, _WHITE, _TINT), stripe="", text=INK)
