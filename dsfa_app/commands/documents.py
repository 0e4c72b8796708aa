"""``dsfa export``, ``dsfa sign``, ``dsfa verify``: write a document, sign one, judge its signatures."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app import paths
from dsfa_app.commands.console import (
    DONE,
    ENVIRONMENT_KEY,
    FOUND,
    asked_passphrase,
    opened,
    print_json,
    show_progress,
)
from dsfa_app.errors import DataInUseError, InputError, NotFoundError

if TYPE_CHECKING:
    import argparse

    from dsfa_app.commands.console import AddCommand
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.signer import Claims, Signer
    from dsfa_app.services.verification import Trust, Verification

DOCUMENTS = (
    "bericht",
    "vermerk",
    "aenderungsbericht",
    "einstellungen",
    "evaluation",
    "veroeffentlichung",
    "konsultation",
)
"""Ids of the kinds of document; spelled out so that no command waits for the chapters of the report."""


def _signer(identities: Identities, name: str, claims: Claims | None = None) -> Signer:
    """Return the signer a ``--sign`` names: a known identity or a PKCS #12 file."""
    from dsfa_app.services.identities import PassphraseNeededError

    file = Path(name)
    try:
        return identities.signer(name, None, claims)
    except PassphraseNeededError:
        passphrase = asked_passphrase()
        if passphrase is None:
            raise
        return identities.signer(name, passphrase, claims)
    except NotFoundError:
        if not file.is_file():
            raise
    passphrase = asked_passphrase()
    if passphrase is None:
        raise PassphraseNeededError(
            f"Für {file.name} fehlt die Passphrase. Bitte im Terminal eingeben "
            f"oder in {ENVIRONMENT_KEY} setzen."
        )
    return identities.signer_of(identities.read_file(file, passphrase), claims)


def export(arguments: argparse.Namespace) -> int:
    """Write one document and print what was written."""
    with opened(arguments) as app:
        stored = app.assessments.open(arguments.id).assessment
        state = app.comparison.named(stored.id, arguments.version) if arguments.version else stored
        signer = _signer(app.identities, arguments.sign) if arguments.sign else None
        if signer is not None and arguments.timestamp:
            signer = signer.with_time_stamp(arguments.timestamp)
        result = app.documents.export(
            state, arguments.format, arguments.out, signer, show_progress, kind_id=arguments.document
        )
    print_json(asdict(result))
    return DONE


def sign(arguments: argparse.Namespace) -> int:
    """Sign a file that is there already; needs no database, so an open window is no hindrance."""
    from dsfa_app.bootstrap import now
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.signer import Claims
    from dsfa_app.services.signing import sign_file
    from exporters.signature import Commitment

    commitments = {one.name.lower(): one for one in Commitment}
    claims = Claims(
        role=arguments.signing_role,
        place=arguments.place,
        comment=arguments.comment,
        commitment=commitments[arguments.commitment] if arguments.commitment else None,
    )
    signer = _signer(Identities(paths.data_dir(arguments.data_dir), now), arguments.identity, claims)
    if arguments.timestamp:
        signer = signer.with_time_stamp(arguments.timestamp)
    print_json(asdict(sign_file(arguments.file, arguments.out, signer, at=now())))
    return DONE


def verify(arguments: argparse.Namespace) -> int:
    """Judge the signatures of files; exit 1 when one is not valid (untrusted counts as not valid)."""
    from dsfa_app.services.trust import TrustStore
    from dsfa_app.services.verification import Trust, read_root

    store = TrustStore(paths.data_dir(arguments.data_dir))
    trust = Trust(
        roots=(*store.roots(), *map(read_root, arguments.trust)),
        revocation_lists=(*store.revocation_lists(), *map(read_root, arguments.crl)),
        may_ask_online=arguments.online,
    )
    answers = _verified(arguments, trust)
    for answer in answers:
        if arguments.json:
            print_json(answer.as_dict())
            continue
        print(f"{answer.report.file_name}: {answer.report.verdict.label}")
        for finding in answer.report.findings:
            print(f"  [{finding.code}] {finding.text} {finding.advice}".rstrip())
    if arguments.protocol:
        _write_protocol(answers, arguments.protocol)
    return DONE if all(answer.report.verdict.value == "valid" for answer in answers) else FOUND


def _write_protocol(answers: list[Verification], target: Path) -> None:
    """Write the protocol of the one verification.

    Raises:
        InputError: there is more than one, each of which needs a protocol of its own.
    """
    from dsfa_app.services.protocols import write_protocol

    if len(answers) != 1:
        raise InputError("Ein Prüfprotokoll gibt es für eine Datei. Bitte die Dateien einzeln prüfen.")
    write_protocol(answers[0], target)
    print(f"Prüfprotokoll: {target}", file=sys.stderr)


def _verified(arguments: argparse.Namespace, trust: Trust) -> list[Verification]:
    """Verify against the stored assessments where they are at hand, and without them otherwise."""
    from dsfa_app.services.verification import verify_file
    from dsfa_app.storage.database import FILE_NAME

    if (paths.data_dir(arguments.data_dir) / FILE_NAME).exists():
        try:
            with opened(arguments) as app:
                return [app.documents.verify(file, trust) for file in arguments.files]
        except DataInUseError:
            print("Hinweis: ohne Abgleich mit den gespeicherten Daten (in Benutzung).", file=sys.stderr)
    moment = datetime.now().astimezone()
    return [verify_file(file, trust, at=moment) for file in arguments.files]


def register(add: AddCommand) -> None:
    """Add the commands."""
    exported = add("export", export, "ein Dokument schreiben")
    exported.add_argument("id")
    exported.add_argument("--format", required=True, choices=["docx", "xlsx", "html", "json"])
    exported.add_argument(
        "--document",
        default="bericht",
        choices=DOCUMENTS,
        help="vollständiger Bericht (so ohne Angabe), Vermerk zur Schwellwertanalyse, Änderungen seit der "
        "vorigen Fassung, Checkliste der Kontoeinstellungen, jährliche Evaluation, öffentliche Fassung "
        "oder Konsultationspaket",
    )
    exported.add_argument(
        "--version", metavar="FASSUNG", help="eine eingefrorene Fassung statt des Arbeitsstands"
    )
    exported.add_argument("--out", type=Path, required=True)
    exported.add_argument("--sign", metavar="IDENTITÄT", help="bekannte Identität oder .p12-Datei")
    exported.add_argument(
        "--timestamp", metavar="ADRESSE", help="Zeitstempeldienst, der die Zeit belegt (Netzzugriff)"
    )
    _register_sign(add)
    verified = add("verify", verify, "Signaturen prüfen")
    verified.add_argument("files", nargs="+", type=Path)
    verified.add_argument("--json", action="store_true", help="als JSON ausgeben")
    verified.add_argument("--protocol", type=Path, metavar="DATEI", help="Prüfprotokoll (.docx oder .html)")
    verified.add_argument("--trust", type=Path, action="append", default=[], metavar="CA.pem")
    verified.add_argument("--crl", type=Path, action="append", default=[], metavar="SPERRLISTE.crl")
    verified.add_argument(
        "--online", action="store_true", help="Sperrungen bei den Ausstellern nachfragen (Netzzugriff)"
    )


def _register_sign(add: AddCommand) -> None:
    signed = add("sign", sign, "ein vorhandenes Dokument signieren oder mitzeichnen")
    signed.add_argument("file", type=Path)
    signed.add_argument(
        "--identity", required=True, metavar="IDENTITÄT", help="bekannte Identität oder .p12-Datei"
    )
    signed.add_argument("--out", type=Path, required=True, metavar="ZIEL")
    signed.add_argument(
        "--signing-role", default="", metavar="ROLLE", help="Rolle in der Signatur, so wie sie vorgesehen ist"
    )
    signed.add_argument("--place", default="", metavar="ORT")
    signed.add_argument("--comment", default="", metavar="ANMERKUNG")
    signed.add_argument(
        "--commitment",
        choices=["created", "approved", "created_and_approved"],
        help="erstellt, freigegeben oder beides",
    )
    signed.add_argument(
        "--timestamp", metavar="ADRESSE", help="Zeitstempeldienst, der die Zeit belegt (Netzzugriff)"
    )
