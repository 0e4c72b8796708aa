"""The chapters of the report, one module each; ``SECTIONS`` is the only list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.report.sections import (
    annex_channels,
    annex_comments,
    annex_risks,
    annex_sources,
    consultation,
    description,
    frame,
    gross_risks,
    legal_bases,
    measures,
    method,
    necessity,
    outcome,
    residual_risks,
    roles,
    threshold,
    transparency,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.report.material import ReportMaterial
    from exporters.report.model import Section

SECTIONS: tuple[Callable[[ReportMaterial], Section], ...] = (
    frame.build,
    threshold.build,
    description.build,
    roles.build,
    legal_bases.build,
    necessity.build,
    transparency.build,
    method.build,
    gross_risks.build,
    measures.build,
    residual_risks.build,
    consultation.build,
    outcome.build,
    annex_channels.build,
    annex_sources.build,
    annex_risks.build,
    annex_comments.build,
)
