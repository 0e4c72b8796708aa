"""``dsfa import``: assessments from files, and signed documents that come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.commands.console import DONE, opened

if TYPE_CHECKING:
    import argparse

    from dsfa_app.bootstrap import Application
    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.sign_offs import Examination

_IMPORTED = {
    "neu": "Neu aufgenommen",
    "unveraendert": "Schon vorhanden, nichts geändert",
    "kopie": "Als Kopie neben der vorhandenen DSFA aufgenommen",
}
_WOULD_BE_IMPORTED = {
    "neu": "Würde neu aufgenommen",
    "unveraendert": "Schon vorhanden, würde nicht geändert",
    "kopie": "Würde als Kopie neben der vorhandenen DSFA aufgenommen",
}
_SIGNABLE = frozenset({".docx", ".xlsx"})


def _signed(app: Application, file: Path) -> Examination | None:
    """Return what a signed document of a released version proves, None for any other file."""
    if file.suffix.lower() not in _SIGNABLE:
        return None
    found = app.sign_offs.examine(file)
    return found if found.version is not None and found.signatures else None


def _take_signatures(app: Application, found: Examination, *, dry_run: bool) -> None:
    if not dry_run or not found.counting:  # what does not count is refused here, with its reasons
        app.sign_offs.record(found)
    said = "Würde als Unterschrift aufgenommen" if dry_run else "Als Unterschrift aufgenommen"
    for one in found.counting:
        role = one.match.expected.role if one.match.expected else ""
        print(f"{said}: {one.signature.signer} ({role}), {found.file_name}")
    for sentence in found.sentences:
        print(f"  {sentence}")


def _take_assessment(app: Application, file: Path, *, dry_run: bool) -> None:
    result = app.documents.import_file(file, dry_run=dry_run)
    said = (_WOULD_BE_IMPORTED if dry_run else _IMPORTED)[result.action]
    print(f"{said}: {result.assessment.title} ({result.assessment.id})")
    if result.new_profile:
        print(f"  mit dem Risikoprofil „{result.new_profile}“, das hier noch nicht vorhanden war")


def import_files(arguments: argparse.Namespace) -> int:
    """Take over what files hold; all are read before the first is stored.

    A signed document of a released version is taken as a sign-off, anything else as an assessment.
    """
    with opened(arguments) as app:
        signed = {file: _signed(app, file) for file in arguments.files}
        for file, found in signed.items():
            if found is None:
                app.documents.import_file(file, dry_run=True)
        for file, found in signed.items():
            if found is None:
                _take_assessment(app, file, dry_run=arguments.dry_run)
            else:
                _take_signatures(app, found, dry_run=arguments.dry_run)
    return DONE


def register(add: AddCommand) -> None:
    """Add the command."""
    command = add(
        "import", import_files, "DSFA aus JSON, DOCX oder XLSX oder unterzeichnetes Dokument aufnehmen"
    )
    command.add_argument("files", nargs="+", type=Path)
    command.add_argument("--dry-run", action="store_true", help="nur sagen, was geschähe")
