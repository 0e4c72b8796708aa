"""Evidence: fingerprinted once, and looked at again whether it is still there and unchanged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from factories import minimal_assessment

from dsfa_app import cli
from dsfa_app.catalogue import load_catalogue
from dsfa_app.catalogue.proposed_settings import proposed_settings
from dsfa_app.commands import console
from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.presence import AccountSetting, Channel
from dsfa_app.domain.vocabulary import SettingState
from dsfa_app.errors import DocumentError, NotFoundError
from dsfa_app.method.evidence import EvidenceState
from dsfa_app.services.account_settings import found_as_wanted, with_proposed_settings
from dsfa_app.services.evidence import check_evidence, sha256_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment

CONTENT = b"Bildschirmfoto"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def _silent(_share: float, _text: str) -> None:
    pass


def _assessment(*evidence: tuple[str, str], proof: tuple[str, str] = ("", "")) -> Assessment:
    items = tuple(Evidence(id=f"e{n}", location=place, sha256=sha) for n, (place, sha) in enumerate(evidence))
    setting = AccountSetting(id="s", name="Standort", evidence_location=proof[0], evidence_sha256=proof[1])
    return replace(
        minimal_assessment(),
        measures=(Measure(id="M01", title="Netiquette", evidence=items),),
        channels=(Channel(id="k", name="@stadt", settings=(setting,)),),
    )


def test_a_file_is_found_unchanged_changed_missing_or_without_a_fingerprint(tmp_path: Path) -> None:
    file, other = tmp_path / "bild.png", tmp_path / "anders.png"
    file.write_bytes(CONTENT)
    other.write_bytes(b"inzwischen bearbeitet")
    found = check_evidence(
        _assessment(
            (str(file), DIGEST.upper()),
            (str(other), DIGEST),
            (str(tmp_path / "weg.png"), DIGEST),
            (str(file), ""),
            (str(tmp_path), DIGEST),
            ("https://stadt.example/protokoll", ""),
            ("Az. 047.11", ""),
        ),
        _silent,
    )
    assert [item.state for item in found] == [
        EvidenceState.UNCHANGED,
        EvidenceState.CHANGED,
        EvidenceState.MISSING,
        EvidenceState.UNPROVEN,
        EvidenceState.UNREADABLE,
        EvidenceState.ELSEWHERE,
        EvidenceState.ELSEWHERE,
    ]
    assert found[1].path == ("measures", "M01", "evidence", "e1", "location")
    assert found[1].subject == "Netiquette"


def test_the_proof_of_a_setting_is_looked_at_too(tmp_path: Path) -> None:
    (found,) = check_evidence(_assessment(proof=(str(tmp_path / "weg.png"), DIGEST)), _silent)
    assert (found.state, found.subject) == (EvidenceState.MISSING, "@stadt: Standort")
    assert found.path == ("channels", "k", "settings", "s", "evidence_location")
    assert check_evidence(_assessment(), _silent) == ()


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="gibt es nicht"):
        sha256_of(tmp_path / "weg", _silent)
    with pytest.raises(DocumentError, match="lässt sich nicht lesen"):
        sha256_of(tmp_path, _silent)


def test_looking_can_be_stopped_between_two_files(tmp_path: Path) -> None:
    file = tmp_path / "bild.png"
    file.write_bytes(CONTENT)

    def stop(share: float, _text: str) -> None:
        if share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_evidence(_assessment((str(file), DIGEST), (str(file), DIGEST)), stop)


def test_proposals_go_onto_the_list_once_unchecked_and_with_their_source() -> None:
    catalogue = load_catalogue()
    channel = Channel(id="k", platform_id="mastodon")
    assessment = replace(minimal_assessment(), channels=(channel,))
    filled = with_proposed_settings(assessment, catalogue, "k")
    settings = filled.channels[0].settings
    assert [item.id for item in settings] == list(catalogue.platforms["mastodon"].configuration_options)
    assert {item.state for item in settings} == {SettingState.OPEN}
    assert all(item.note.startswith("Vorschlag des Katalogs, Stand ") for item in settings)
    assert with_proposed_settings(filled, catalogue, "k") == filled
    assert proposed_settings(catalogue, Channel(id="k", platform_id="unbekannt")) == ()


def test_what_was_found_as_wanted_carries_person_and_day() -> None:
    day: date = NOW.date()
    found = found_as_wanted(AccountSetting(id="s", note="bleibt"), "Erika Muster", day)
    assert (found.state, found.checked_by, found.checked_on) == (SettingState.AS_WANTED, "Erika Muster", day)
    assert found.note == "bleibt"


def test_the_command_says_which_evidence_is_gone(
    app: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bild.png"
    file.write_bytes(CONTENT)
    app.assessments.add(_assessment((str(file), DIGEST)))
    app.close()
    call = ["evidence", "a0", "--data-dir", str(tmp_path / "daten")]
    assert cli.run(call) == console.DONE
    assert capsys.readouterr().out.startswith("unverändert")
    file.unlink()
    assert cli.run([*call, "--json"]) == console.FOUND
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["state"], found["path"]) == ("nicht_gefunden", "measures.M01.evidence.e0.location")
