"""LibreOffice and Apache POI, two programs we did not write, judge what we sign and what we tamper with."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from signature.forgery import DOCUMENT_RELS, NOW, PASSPHRASE, SIG1, issue, replaced
from signature.stamping import authority, token

from exporters.signature import KeyType, create_self_signed, load_pkcs12, sign_package

ORACLES = Path(__file__).parent.parent / "oracles"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(
        os.environ.get("DSFA_WITHOUT_ORACLES") == "1", reason="DSFA_WITHOUT_ORACLES=1: nobody else judges"
    ),
]

SOUND = ["ec.docx", "rsa.docx", "ec.xlsx", "rsa.xlsx", "p384.docx", "two.docx", "three.docx", "two.xlsx"]
SOUND += ["stamped.docx", "stamped.xlsx", "made-p384.docx"]
SOUND += [f"{key}-{name}.docx" for key in ("ec", "rsa", "p384") for name in ("sha384", "sha512")]
TAMPERED = ["text.docx", "target.docx", "comment.docx", "cell.xlsx"]


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory, plain_docx, plain_xlsx, officer, self_made, options, root, signed_docx, signed_xlsx
):
    folder = tmp_path_factory.mktemp("signed")
    p384 = issue("Amtsleitung", issuer=root, key=ec.generate_private_key(ec.SECP384R1()))
    tsa = authority(issue("Wurzel der Zeit", ca=True))

    def stamp(data: bytes) -> bytes:
        return token(data, tsa, NOW)

    two = sign_package(signed_docx, self_made, replace(options, claimed_role="Fachamt"))
    files = {
        "ec.docx": signed_docx,
        "rsa.docx": sign_package(plain_docx, self_made, options),
        "ec.xlsx": sign_package(plain_xlsx, officer.identity, options),
        "rsa.xlsx": signed_xlsx,
        "p384.docx": sign_package(plain_docx, p384.identity, options),
        "made-p384.docx": sign_package(plain_docx, made_p384(), options),
        "two.docx": two,
        "three.docx": sign_package(two, p384.identity, replace(options, claimed_role="Amtsleitung")),
        "two.xlsx": sign_package(signed_xlsx, officer.identity, options),
        "stamped.docx": sign_package(plain_docx, officer.identity, options, stamp),
        "stamped.xlsx": sign_package(plain_xlsx, self_made, options, stamp),
        "text.docx": replaced(signed_docx, "word/document.xml", b"vertretbar", b"untragbar."),
        "target.docx": replaced(
            signed_docx, DOCUMENT_RELS, b'Target="styles.xml"', b'Target="numbering.xml"'
        ),
        "comment.docx": replaced(signed_docx, SIG1, "„gut“".encode(), "„böse“".encode()),
        "cell.xlsx": replaced(signed_xlsx, "xl/worksheets/sheet1.xml", b"<v>3</v>", b"<v>1</v>"),
    }
    for key, signer in (("ec", officer.identity), ("rsa", self_made), ("p384", p384.identity)):
        for name in ("sha384", "sha512"):
            chosen = replace(options, hash_name=name)
            files[f"{key}-{name}.docx"] = sign_package(plain_docx, signer, chosen)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "root.pem").write_bytes(root.pem)
    return folder


def made_p384():
    """An identity of the program's own making with the stronger of its two curves."""
    data = create_self_signed(
        "Kurt Muster", "Amt", passphrase=PASSPHRASE, key_type=KeyType.EC_P384, valid_from=NOW
    )
    return load_pkcs12(data, PASSPHRASE, at=NOW)


def ask(program: str, folder: Path, *options: str) -> dict[str, dict]:
    """One call for all files, because starting takes seconds; a program that is not there fails the test."""
    command = [ORACLES / program, *options, *(folder / name for name in SOUND + TAMPERED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    missing = (
        f"{program} does not run; see tests/oracles/README.md, or set DSFA_WITHOUT_ORACLES=1\n{done.stderr}"
    )
    assert len(answers) == len(SOUND + TAMPERED), missing
    return {Path(answer["file"]).name: answer for answer in answers}


@pytest.fixture(scope="module")
def poi(folder):
    return ask("verify-poi", folder)


@pytest.fixture(scope="module")
def libreoffice(folder):
    return ask("verify-libreoffice", folder, "--trust", str(folder / "root.pem"))


def test_poi_calls_our_signatures_valid_and_complete(poi):
    for name in SOUND:
        answer = poi[name]
        assert answer["allValid"], answer
        assert answer["coverage"] == "office-default"
        assert answer["unsignedParts"] == ["/docProps/core.xml"]
        assert len(answer["unsignedRelationships"]) == 1
        assert answer["contentTypeMismatch"] == []


def test_poi_reads_the_claims_we_wrote(poi):
    (detail,) = poi["ec.docx"]["details"]
    assert detail["claimedRole"] == "Datenschutzbeauftragte"
    assert detail["commitmentDescription"] == "Freigegeben"
    assert detail["comments"] == "Geprüft & „gut“ <befunden>"
    assert detail["signaturePolicy"] == "implied"
    assert detail["signingTime"] == detail["xadesSigningTime"] == f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert detail["signatureMethod"].endswith("#ecdsa-sha256")
    assert poi["rsa.docx"]["details"][0]["key"] == "RSA 3072"
    assert poi["p384.docx"]["details"][0]["signatureMethod"].endswith("#ecdsa-sha384")
    assert poi["rsa-sha512.docx"]["details"][0]["signatureMethod"].endswith("#rsa-sha512")
    assert [d["claimedRole"] for d in poi["three.docx"]["details"]] == [
        "Datenschutzbeauftragte", "Fachamt", "Amtsleitung",
    ]  # fmt: skip


def test_libreoffice_calls_our_signatures_valid(libreoffice):
    for name in SOUND:
        answer = libreoffice[name]
        assert answer["allValid"], answer
    assert [d["certificateStatus"] for d in libreoffice["ec.docx"]["details"]] == [["VALID"]]
    assert libreoffice["two.docx"]["shownAllValid"]


def test_both_refuse_what_was_tampered_with(poi, libreoffice):
    for name in TAMPERED:
        assert not poi[name]["allValid"], name
        assert not libreoffice[name]["allValid"], name
