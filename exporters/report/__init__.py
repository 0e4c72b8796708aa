"""What the exported document says, without any format: chapters made of blocks."""

from __future__ import annotations

from exporters.report.build import build_report
from exporters.report.material import ReportMaterial

__all__ = ["ReportMaterial", "build_report"]
