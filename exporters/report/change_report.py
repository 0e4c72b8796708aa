"""The change report: what is new, changed and gone since another version, for whoever signs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.comparison import ChangeKind
from dsfa_app.errors import NotFoundError
from dsfa_app.labels import label
from exporters.report.build import identity_of, numbered
from exporters.report.changes import change_list
from exporters.report.level_changes import highest_level_changes, level_changes
from exporters.report.model import (
    Block,
    Cell,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Notice,
    NoticeKind,
    Passage,
    Register,
    RegisterColumn,
    Report,
    Revised,
    Section,
    Table,
)
from exporters.report.text import one_line
from exporters.report.word_diff import compared
from exporters.report.wording import NOTHING, counted, german_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporters.report.changes import ChangeEntry, ChangeList
    from exporters.report.level_changes import LevelChange
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Value

LONG_TEXT = 80
"""Characters from which two texts are compared word by word; shorter ones are read as a whole."""
_LINE, _LINES = 120, 6
"""Characters of a line and lines that a new or gone entry takes; all of it stands in the register."""
_KIND = "Änderungsbericht zur Datenschutz-Folgenabschätzung"
_DISCLAIMER = (
    "Dieser Bericht gibt wieder, worin sich zwei Fassungen einer Datenschutz-Folgenabschätzung "
    "unterscheiden. Er ist keine Rechtsberatung und ersetzt keine der beiden Fassungen."
)
_ACCOUNTABILITY = "Art.\u00a05 Abs.\u00a02 DSGVO"
_REVIEW = "Art.\u00a035 Abs.\u00a011 DSGVO"
_COLUMNS = (Column("Stelle", 1.5), Column("Art", 0.7), Column("Vorher", 2), Column("Nachher", 2))


def passages_of(entry: ChangeEntry) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return old and new words of a change, long ones with the changed passages marked and shortened."""
    is_text = entry.kind is ChangeKind.CHANGED and entry.old and entry.new
    if is_text and max(len(entry.old), len(entry.new)) >= LONG_TEXT:
        return compared(entry.old, entry.new)
    if entry.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        entry = replace(entry, old=_shortened(entry.old), new=_shortened(entry.new))
    return (Passage(entry.old),) if entry.old else (), (Passage(entry.new),) if entry.new else ()


def _shortened(text: str) -> str:
    """Return the beginning of what an entry says, one line per field."""
    lines = [one_line(line, _LINE + 1) for line in text.splitlines()]
    lines = [line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…" for line in lines]
    return "\n".join(lines[:_LINES] + ["[…]"] * (len(lines) > _LINES))


def state_line(material: ReportMaterial) -> str:
    """Return which state of the assessment this is: number, and when and by whom it was frozen."""
    version = material.assessment.version
    frozen = material.frozen
    if frozen is None:
        return f"Fassung {version}, Arbeitsstand vom {german_date(material.generated_on)}"
    return f"Fassung {version}, {frozen.words}"


def _cell(passages: tuple[Passage, ...]) -> Cell:
    return Revised(passages) if passages else NOTHING


def _rows(entries: Iterable[ChangeEntry]) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        old, new = passages_of(entry)
        yield entry.place, label(entry.kind), _cell(old), _cell(new)


def _level_table(caption: str, found: Iterable[LevelChange], *, of_risks: bool) -> Table:
    first = (Column("Risiko", 2),) if of_risks else ()
    return Table(
        caption,
        (
            *first,
            Column("Plattform", 1.2),
            Column("Sicht", 1.3),
            Column("Vorher", 1.2),
            Column("Nachher", 1.2),
            Column("Richtung", 1),
        ),
        tuple(
            (
                *((change.risk,) if of_risks else ()),
                change.platform,
                change.layer.value,
                change.old,
                change.new,
                change.direction.value,
            )
            for change in found
        ),
    )


def _states(former: ReportMaterial, present: ReportMaterial) -> Facts:
    return Facts(
        (
            Fact("Verglichen mit", state_line(former)),
            Fact("Fingerabdruck (SHA-256)", former.fingerprint),
            Fact("Risikoprofil", f"{former.profile.title}, Fassung {former.profile.version}"),
            Fact("Katalog", f"{former.catalogue.title}, Fassung {former.catalogue.version}"),
            Fact("Dieser Stand", state_line(present)),
            Fact("Fingerabdruck (SHA-256)", present.fingerprint),
            Fact("Risikoprofil", f"{present.profile.title}, Fassung {present.profile.version}"),
            Fact("Katalog", f"{present.catalogue.title}, Fassung {present.catalogue.version}"),
        )
    )


def _overview(found: ChangeList) -> Iterator[Block]:
    counts = [(kind, found.count(kind)) for kind in ChangeKind]
    yield Facts(
        (
            Fact("Änderungen", str(len(found.entries)) if found.entries else "keine"),
            *(Fact(label(kind), str(number)) for kind, number in counts if number),
        )
    )
    if found.entries:
        yield Table(
            "Änderungen je Seite",
            (Column("Seite", 2), *(Column(label(kind)) for kind in ChangeKind)),
            tuple(
                (
                    group.title,
                    *(
                        str(sum(entry.kind is kind for entry in group.entries) or NOTHING)
                        for kind in ChangeKind
                    ),
                )
                for group in found.groups
            ),
        )
    else:
        yield Notice(NoticeKind.NOTE, "Beide Fassungen sagen dasselbe.")


def _levels(former: ReportMaterial, present: ReportMaterial) -> Iterator[Block]:
    highest = highest_level_changes(former, present)
    single = level_changes(former, present)
    if former.profile != present.profile:
        yield Notice(
            NoticeKind.WARNING,
            "Die beiden Fassungen sind nach verschiedenen Risikoprofilen beurteilt. Jede Stufe steht so da, "
            "wie sie in ihrer Fassung galt.",
        )
    if highest:
        yield _level_table("Höchste Stufen, die sich geändert haben", highest, of_risks=False)
    if single:
        yield _level_table("Risiken mit anderer Stufe", single, of_risks=True)
    if not single and not highest:
        yield Explanation("Keine Stufe eines Risikos hat sich geändert.")


def _changes(found: ChangeList) -> Iterator[Block]:
    if found.entries:
        yield Explanation(
            "In langen Texten ist nur die Umgebung der Änderung gezeigt: Entfallenes ist durchgestrichen, "
            "Neues fett und unterstrichen, „[…]“ steht für Ausgelassenes. Der ganze Wortlaut steht in der "
            "Excel-Fassung dieses Berichts."
        )
    for group in found.groups:
        yield Heading(group.title)
        yield Table(
            f"{group.title}: {counted(len(group.entries), 'Änderung', 'Änderungen')}",
            _COLUMNS,
            tuple(_rows(group.entries)),
        )


def _level_register(former: ReportMaterial, present: ReportMaterial) -> Register:
    found = (*highest_level_changes(former, present), *level_changes(former, present))
    return Register(
        id="levels",
        title="Stufen",
        note="Jede Stufe nach dem Risikoprofil ihrer Fassung; ohne Risiko: höchste Stufe.",
        columns=(
            RegisterColumn("Risiko-ID", 10),
            RegisterColumn("Risiko", 40),
            RegisterColumn("Plattform", 24),
            RegisterColumn("Sicht", 26),
            RegisterColumn("Vorher", 20),
            RegisterColumn("Nachher", 20),
            RegisterColumn("Richtung", 20),
        ),
        rows=tuple(
            (
                change.risk_id,
                change.risk_title,
                change.platform,
                change.layer.value,
                change.old,
                change.new,
                change.direction.value,
            )
            for change in found
        ),
    )


def _change_register(found: ChangeList) -> Register:
    rows: list[tuple[Value, ...]] = [
        (number, group.title, label(entry.kind), entry.place, ".".join(entry.path), entry.old, entry.new)
        for number, (group, entry) in enumerate(
            ((group, entry) for group in found.groups for entry in group.entries), start=1
        )
    ]
    return Register(
        id="changes",
        title="Änderungen",
        note="Jede Änderung mit dem ganzen alten und neuen Wortlaut.",
        columns=(
            RegisterColumn("Nr.", 6),
            RegisterColumn("Seite", 26),
            RegisterColumn("Art", 12),
            RegisterColumn("Stelle", 44),
            RegisterColumn("Pfad", 30),
            RegisterColumn("Vorher", 70),
            RegisterColumn("Nachher", 70),
        ),
        rows=tuple(rows),
    )


def _overview_register(found: ChangeList) -> Register:
    identity = identity_of(found.present)
    rows: list[tuple[Value, ...]] = [
        ("Dokument", _KIND),
        ("Titel", identity.title),
        ("Kennung der DSFA", found.present.assessment.id),
        ("Ausgegeben am", identity.generated_on),
        *(
            (item.label, item.value if isinstance(item.value, str) else "")
            for item in _states(found.former, found.present).facts
        ),
        *((label(kind), found.count(kind)) for kind in ChangeKind),
    ]
    return Register(
        id="overview",
        title="Vergleich",
        note=_DISCLAIMER,
        columns=(RegisterColumn("Angabe", 38), RegisterColumn("Wert", 100)),
        rows=tuple(rows),
    )


def build_change_report(material: ReportMaterial) -> Report:
    """Return what changed from ``material.former`` to ``material``.

    Raises:
        NotFoundError: there is nothing to compare with.
        CatalogueError: a text about a field is missing.
    """
    former = material.former
    if former is None:
        raise NotFoundError(
            "Für einen Änderungsbericht fehlt die Fassung, mit der verglichen wird. "
            "Es gibt sie, sobald die DSFA einmal freigegeben ist."
        )
    found = change_list(former, material)
    sections = (
        Section("1", "Überblick", (_ACCOUNTABILITY, _REVIEW), tuple(_overview(found))),
        Section("2", "Stufen der Risiken", ("Art.\u00a035 Abs.\u00a07 Buchst.\u00a0c und d DSGVO",),
                tuple(_levels(former, material))),
        Section("3", "Änderungen im Einzelnen", (_ACCOUNTABILITY,), tuple(_changes(found))),
    )  # fmt: skip
    return Report(
        kind=_KIND,
        identity=identity_of(material),
        facts=_states(former, material),
        disclaimer=_DISCLAIMER,
        sections=numbered(sections),
        registers=(
            _overview_register(found),
            _change_register(found),
            _level_register(former, material),
        ),
        is_short=True,
    )
