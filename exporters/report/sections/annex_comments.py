"""Annex D: the comments at the fields, open ones first, with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.comment import Comment, Reply
from exporters.report.fields import Fields, table_about
from exporters.report.model import Block, Explanation, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial


def _blocks(material: ReportMaterial) -> Iterator[Block]:
    comments = sorted(material.assessment.comments, key=lambda item: item.resolved_on is not None)
    if not comments:
        yield Explanation("Es gibt keine Kommentare.")
        return
    yield table_about(
        material, "Kommentare", comments, Comment,
        Fields("place", 1.6), Fields("text", 3.4), Fields("author", 1.2, bare=("role", "written_on")),
        Fields("resolved_by", 1, bare=("resolved_on",)),
    )  # fmt: skip
    replies = [reply for comment in comments for reply in comment.replies]
    if replies:
        yield table_about(
            material, "Antworten", replies, Reply,
            Fields("text", 3.4), Fields("author", 1.2, bare=("role", "written_on")),
        )  # fmt: skip


def build(material: ReportMaterial) -> Section:
    """Return annex D."""
    return Section(
        "D",
        "Anlage: Kommentare",
        ("Art.\u00a05 Abs.\u00a02\u00a0DSGVO", "EDSA-Vorlage\u00a00.4"),
        tuple(_blocks(material)),
    )
