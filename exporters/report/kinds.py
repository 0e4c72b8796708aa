"""The kinds of documents an assessment can be exported as; ``DOCUMENT_KINDS`` is the only list of them.

A kind says what a document contains, a format how it is written: every report goes through every writer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dsfa_app.domain.assessment import Assessment
from exporters.report.build import build_report
from exporters.report.change_report import build_change_report
from exporters.report.checklist import build_checklist
from exporters.report.consultation_package import build_consultation_package
from exporters.report.evaluation import build_evaluation
from exporters.report.material import ReportMaterial
from exporters.report.memo import build_memo
from exporters.report.model import Report
from exporters.report.publication import build_publication


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of document; ``build`` makes its report, ``formats`` are the ids of the formats it is for."""

    id: str
    label: str
    file_prefix: str
    formats: tuple[str, ...]
    compares: bool = False
    """Whether it needs a former state to compare with."""
    embeds: bool = True
    """Whether the whole assessment travels in the file; never in one that is published."""
    is_offered: Callable[[Assessment], bool] = lambda _assessment: True
    """Whether an assessment has what the document is about."""
    build: Callable[[ReportMaterial], Report]


DOCUMENT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        id="bericht",
        label="Bericht zur DSFA",
        file_prefix="DSFA",
        formats=("docx", "xlsx", "html", "json"),
        build=build_report,
    ),
    DocumentKind(
        id="vermerk",
        label="Vermerk zur Schwellwertanalyse",
        file_prefix="Vermerk-Schwellwertanalyse",
        formats=("docx", "xlsx", "html"),
        build=build_memo,
    ),
    DocumentKind(
        id="aenderungsbericht",
        label="Änderungsbericht zur vorigen Fassung",
        file_prefix="Änderungsbericht",
        formats=("docx", "xlsx", "html"),
        compares=True,
        build=build_change_report,
    ),
    DocumentKind(
        id="einstellungen",
        label="Checkliste der Kontoeinstellungen",
        file_prefix="Kontoeinstellungen",
        formats=("docx", "xlsx", "html"),
        build=build_checklist,
    ),
    DocumentKind(
        id="evaluation",
        label="Jährliche Evaluation",
        file_prefix="Evaluation",
        formats=("docx", "xlsx", "html"),
        is_offered=lambda assessment: bool(assessment.evaluations),
        build=build_evaluation,
    ),
    DocumentKind(
        id="veroeffentlichung",
        label="Öffentliche Fassung",
        file_prefix="Öffentliche-Fassung-DSFA",
        formats=("docx", "html"),
        embeds=False,
        build=build_publication,
    ),
    DocumentKind(
        id="konsultation",
        label="Konsultationspaket für die Aufsichtsbehörde",
        file_prefix="Konsultation",
        formats=("docx", "xlsx", "html"),
        build=build_consultation_package,
    ),
)
"""The first one is exported unless another is asked for."""
