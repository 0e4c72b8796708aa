"""``dsfa rate``: rating many risks at once, with the preview the window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, opened, print_json
from dsfa_app.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from dsfa_app.commands.console import AddCommand


def rate(arguments: argparse.Namespace) -> int:
    """Take ratings over from a platform or from the catalogue, and say what that changes.

    Raises:
        RuleError: neither or both ways are named.
        NotFoundError: a platform or a risk is not part of the assessment.
    """
    from dsfa_app.method.bulk_rating import Reach, with_changes
    from dsfa_app.services.bulk_rating import BulkWish, Origin, changes_of, rows_of

    if bool(arguments.source) is arguments.proposals:
        raise RuleError("Bitte entweder --from PLATTFORM oder --proposals angeben.")
    with opened(arguments) as app:
        stored = app.assessments.open(arguments.id)
        judged = app.judgement.view(stored.assessment)
        uses = [use.id for use in stored.assessment.platforms]
        wish = BulkWish(
            origin=Origin.COPY if arguments.source else Origin.PROPOSALS,
            risk_ids=_named(arguments.risks, judged.risks, "Das Risiko"),
            platform_ids=_named(arguments.to, uses, "Die Plattform"),
            reach=Reach.ALL if arguments.overwrite else Reach.OPEN,
            source_id=arguments.source,
        )
        changes = changes_of(wish, judged, stored.assessment)
        rows = rows_of(changes, judged)
        if changes and not arguments.dry_run:
            app.assessments.save(with_changes(stored.assessment, changes), stored.revision)
    if arguments.json:
        print_json(
            {"stored": bool(changes) and not arguments.dry_run, "changes": [row._asdict() for row in rows]}
        )
        return DONE
    for row in rows:
        over = " (überschreibt)" if row.overwrites else ""
        print(f"{row.platform}: {row.risk}, {row.layer}: {row.old} → {row.new}{over}")
    print(_summary(len(changes), is_stored=not arguments.dry_run))
    return DONE


def _named(words: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """Return the ids in a comma-separated list, all known ones for an empty list."""
    chosen = tuple(word.strip() for word in words.split(",") if word.strip())
    for name in chosen:
        if name not in known:
            raise NotFoundError(f"{what} „{name}“ gehört nicht zu dieser DSFA. Bitte die Kennung prüfen.")
    return chosen or tuple(known)


def _summary(number: int, *, is_stored: bool) -> str:
    if not number:
        return "Es ändert sich nichts."
    rated = "1 Bewertung" if number == 1 else f"{number} Bewertungen"
    if is_stored:
        return f"{rated} gesetzt."
    return f"{rated} {'wäre' if number == 1 else 'wären'} zu setzen; nichts ist gespeichert."


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add("rate", rate, "Bewertungen einer Plattform oder Vorschläge des Katalogs übernehmen")
    command.add_argument("id")
    command.add_argument(
        "--from",
        dest="source",
        metavar="PLATTFORM",
        default="",
        help="Bewertungen dieser Plattform übernehmen",
    )
    command.add_argument("--proposals", action="store_true", help="Vorschläge des Katalogs übernehmen")
    command.add_argument("--to", metavar="PLATTFORMEN", default="", help="mit Komma getrennt; sonst alle")
    command.add_argument("--risks", metavar="RISIKEN", default="", help="mit Komma getrennt; sonst alle")
    command.add_argument("--overwrite", action="store_true", help="auch bewertete überschreiben")
    command.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts speichern")
    command.add_argument("--json", action="store_true", help="als JSON ausgeben")
