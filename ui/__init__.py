"""The window, the only part of the program that knows Qt.

PySide6 puts a function of its own in the place of ``__import__``, to notice ``from __feature__ import …``.
For that it reads the source of every module imported after it and keeps it: with SQLAlchemy that takes 15 MB
and nearly doubles the time. The window uses none of these features, so Python's own import comes back first.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - replaces __import__, so it has to come before it is put back

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
