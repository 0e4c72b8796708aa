"""The manual as it ships: Markdown pages, the contents on its first page, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from resources import resource

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FIRST_PAGE = "index.md"
_PICTURES = "bilder"
_HEADING = re.compile(r"^(?P<title>\w[^|]*):$")
_ENTRY = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<page>[\w-]+\.md)\)")
_NOT_IN_AN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the manual by its file name."""

    page: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """Chapters under one heading of the contents; the first section has none."""

    title: str
    chapters: tuple[Chapter, ...]


def anchor(heading: str) -> str:
    """Return the name under which links reach a heading, such as ``wo-die-daten-liegen``."""
    plain = heading.strip().lower().replace("\u00a0", " ")
    return _NOT_IN_AN_ANCHOR.sub("", plain).replace(" ", "-")


class Book:
    """The pages of one folder; their order is that of the links on the first page."""

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = resource("handbuch") if folder is None else folder

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The contents: the first page, then the chapters it links to."""
        sections = [Section("", (Chapter(FIRST_PAGE, "Überblick"),))]
        for line in self.text(FIRST_PAGE).splitlines():
            if match := _HEADING.match(line):
                sections.append(Section(match["title"], ()))
            elif match := _ENTRY.match(line):
                last = sections[-1]
                chapter = Chapter(match["page"], match["title"])
                sections[-1] = Section(last.title, (*last.chapters, chapter))
        return tuple(section for section in sections if section.chapters)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in their order."""
        return tuple(chapter for section in self.sections for chapter in section.chapters)

    def text(self, page: str) -> str:
        """Return the Markdown of a page.

        Raises:
            FileNotFoundError: the manual has no such page, which is a fault of the manual.
        """
        return self._folder.joinpath(page).read_text("utf-8")

    def picture(self, path: str) -> bytes:
        """Return a picture by its path as pages name it, such as ``bilder/matrix.png``.

        Raises:
            FileNotFoundError: the manual has no such picture, which is a fault of the manual.
        """
        folder, _slash, name = path.partition("/")
        if folder != _PICTURES or "/" in name or name.startswith("."):
            raise FileNotFoundError(path)
        return self._folder.joinpath(_PICTURES, name).read_bytes()
