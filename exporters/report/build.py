"""Material → report: all chapters in order, headings and tables numbered."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from dsfa_app.labels import label
from exporters.report.model import Fact, Facts, Heading, Identity, Matrix, Report, RiskGrid, Section, Table
from exporters.report.registers import REGISTERS
from exporters.report.sections import SECTIONS
from exporters.report.sections.outcome import DISCLAIMER
from exporters.report.wording import NO_VALUE, german_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporters.report.material import ReportMaterial
    from exporters.report.model import Block

_CHAPTER_HEADING = 2
_KIND = "Datenschutz-Folgenabschätzung nach Art.\u00a035\u00a0DSGVO"


def identity_of(material: ReportMaterial) -> Identity:
    """Return what tells a document about this assessment from every other one."""
    assessment, profile, catalogue = material.assessment, material.profile, material.catalogue
    return Identity(
        title=assessment.title or NO_VALUE,
        controller=assessment.controller.name or NO_VALUE,
        version=assessment.version or NO_VALUE,
        state=label(assessment.state),
        generated_on=material.generated_on,
        fingerprint=material.fingerprint,
        profile=f"{profile.title}, Fassung {profile.version}",
        catalogue=f"{catalogue.title}, Fassung {catalogue.version}",
        program=f"DSFA-Werkbank {material.program_version}",
    )


def _cover_facts(material: ReportMaterial, identity: Identity) -> Facts:
    return Facts(
        (
            Fact("Fassung", identity.version),
            Fact("Stand der Bearbeitung", identity.state),
            *((Fact("Eingefroren", material.frozen.words),) if material.frozen else ()),
            Fact("Angelegt am", german_date(material.assessment.created_on)),
            Fact("Ausgegeben am", german_date(identity.generated_on)),
            Fact("Kennung der DSFA", material.assessment.id),
            Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            Fact("Risikoprofil (mit SHA-256)", f"{identity.profile}\n{material.profile.fingerprint}"),
            Fact("Katalog (mit SHA-256)", f"{identity.catalogue}\n{material.catalogue.fingerprint}"),
            Fact("Erstellt mit", identity.program),
        )
    )


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Number the headings within each chapter and the tables through the whole document."""
    tables = count(1)
    return tuple(_numbered(section, tables) for section in sections)


def _numbered(section: Section, tables: Iterator[int]) -> Section:
    headings = count(1)

    def with_number(block: Block) -> Block:
        match block:
            case Heading(text=text, level=level) if level == _CHAPTER_HEADING:
                return Heading(f"{section.number}.{next(headings)} {text}", level)
            case Table() | RiskGrid() | Matrix():
                return replace(block, caption=f"Tabelle {next(tables)}: {block.caption}")
            case _:
                return block

    return replace(
        section,
        blocks=tuple(with_number(block) for block in section.blocks),
    )


def _short_facts(material: ReportMaterial, identity: Identity) -> Facts:
    frozen = material.frozen.words if material.frozen else "Arbeitsstand"
    return Facts(
        (
            Fact("Fassung", f"{identity.version}, {frozen}"),
            Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            Fact("Risikoprofil und Katalog", f"{identity.profile}\n{identity.catalogue}"),
        )
    )


def build_overview(material: ReportMaterial) -> Report:
    """Return the cover and chapter 0 alone: what an assessment says in short.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    identity = identity_of(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=_short_facts(material, identity),
        disclaimer=DISCLAIMER,
        sections=numbered(build(material) for build in SECTIONS[:1]),
        is_short=True,
    )


def build_report(material: ReportMaterial) -> Report:
    """Return everything a document says about an assessment, chapters 0 to 12, annexes and registers.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    identity = identity_of(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=_cover_facts(material, identity),
        disclaimer=DISCLAIMER,
        sections=numbered(build(material) for build in SECTIONS),
        registers=tuple(build(material) for build in REGISTERS),
    )
