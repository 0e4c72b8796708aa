"""``override`` for methods that replace one of Qt's: known to the type checker, free of cost at start-up.

``typing.override`` needs Python 3.12, and importing ``typing_extensions`` would cost the start-up more than
most of the window's own modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    _F = TypeVar("_F")

    def override(method: _F) -> _F:
        """Return the method as it is."""
        return method


__all__ = ["override"]
