"""Annex D: the comments at the fields, open ones first, each with the answers below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.commenting import is_open
from dsfa_app.domain.places import path_of
from dsfa_app.labels import label
from exporters.report.model import Block, Column, Explanation, Section, Table
from exporters.report.wording import NOTHING, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dsfa_app.domain.comment import Comment, Reply
    from exporters.report.material import ReportMaterial

_GONE = "Stelle entfernt"
_COLUMNS = (
    Column("Stelle", 1.6),
    Column("Kommentar und Antworten", 3.0),
    Column("Von", 1.6),
    Column("Stand", 1),
)


def place_text(material: ReportMaterial, comment: Comment) -> str:
    """Return the place of a comment in people's words, and that it is gone where it is."""
    path = path_of(comment.place, Assessment)
    place = material.place_names.of((comment.place,) if path is None else path, material.assessment)
    return place.full_text if place.exists else f"{place.full_text} ({_GONE})"


def _who(written: Comment | Reply, separator: str = "\n") -> str:
    day = german_date(written.written_on) if written.written_on else ""
    return listed((written.author, label(written.role), day), separator)


def _answer(reply: Reply) -> str:
    return f"Antwort von {_who(reply, ', ')}: {reply.text}"


def state_text(comment: Comment, separator: str = "\n") -> str:
    """Return whether a comment is open, or who settled it and when."""
    if is_open(comment):
        return listed(("offen", comment.resolved_by), separator)
    return listed(("erledigt", comment.resolved_by, german_date(comment.resolved_on)), separator)


def _table(material: ReportMaterial, caption: str, comments: Iterable[Comment]) -> Iterator[Block]:
    rows = tuple(
        (
            place_text(material, comment),
            "\n".join((comment.text, *map(_answer, comment.replies))),
            _who(comment) or NOTHING,
            state_text(comment),
        )
        for comment in comments
    )
    if rows:
        yield Table(caption, _COLUMNS, rows)


def _blocks(material: ReportMaterial) -> Iterator[Block]:
    comments = material.assessment.comments
    if not comments:
        yield Explanation("Es gibt keine Kommentare.")
        return
    yield Explanation(
        "Name und Rolle sind Angaben der Schreibenden selbst; das Programm hat sie nicht geprüft."
    )
    yield from _table(material, "Offene Kommentare", filter(is_open, comments))
    yield from _table(material, "Erledigte Kommentare", (item for item in comments if not is_open(item)))


def build(material: ReportMaterial) -> Section:
    """Return annex D."""
    return Section(
        "D",
        "Anlage: Kommentare",
        ("Art.\u00a05 Abs.\u00a02\u00a0DSGVO", "EDSA-Vorlage\u00a00.4"),
        tuple(_blocks(material)),
    )
