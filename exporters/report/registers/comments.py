"""The register of comments: one row per comment or answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from exporters.report.model import Register, RegisterColumn
from exporters.report.sections.annex_comments import place_text, state_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.comment import Comment, Reply
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Value


def _row(comment: Comment, written: Comment | Reply, kind: str, place: str) -> tuple[Value, ...]:
    return (
        comment.id,
        kind,
        place,
        written.text,
        written.author,
        label(written.role),
        written.written_on,
        state_text(comment, ", "),
        comment.place,
        written.role.value,
    )


def _rows(material: ReportMaterial) -> Iterator[tuple[Value, ...]]:
    for comment in material.assessment.comments:
        place = place_text(material, comment)
        yield _row(comment, comment, "Kommentar", place)
        for reply in comment.replies:
            yield _row(comment, reply, "Antwort", place)


def build_comments(material: ReportMaterial) -> Register:
    """Return the comments with their answers, in their order."""
    return Register(
        id="comments",
        title="Kommentare",
        note="Antworten stehen unter ihrem Kommentar; der Stand gilt für beide.",
        columns=(
            RegisterColumn("Kennung", 16),
            RegisterColumn("Art", 12),
            RegisterColumn("Stelle", 44),
            RegisterColumn("Text", 60),
            RegisterColumn("Geschrieben von", 24),
            RegisterColumn("Rolle", 24),
            RegisterColumn("Geschrieben am", 14),
            RegisterColumn("Stand", 30),
            RegisterColumn("Stelle (Code)", 30),
            RegisterColumn("Rolle (Code)", 16),
        ),
        rows=tuple(_rows(material)),
        header_columns=2,
    )
