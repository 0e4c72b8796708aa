"""The registers of the report, in the order of the sheets; ``REGISTERS`` is the only list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.report.registers.comments import build_comments
from exporters.report.registers.entries import build_entries
from exporters.report.registers.overview import build_overview, build_platforms
from exporters.report.registers.registers import (
    build_channels,
    build_findings,
    build_measures,
    build_own_risks,
    build_settings,
    build_sign_off,
    build_sources,
    build_threshold,
)
from exporters.report.registers.risks import build_deviations, build_grid, build_risks

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.report.material import ReportMaterial
    from exporters.report.model import Register

REGISTERS: tuple[Callable[[ReportMaterial], Register], ...] = (
    build_overview,
    build_platforms,
    build_grid,
    build_risks,
    build_deviations,
    build_own_risks,
    build_measures,
    build_channels,
    build_settings,
    build_threshold,
    build_findings,
    build_comments,
    build_sources,
    build_entries,
    build_sign_off,
)
