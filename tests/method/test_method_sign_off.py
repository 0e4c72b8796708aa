"""A signature stands for an expected signer only when name and role say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.method.sign_off import SignerClaim, is_complete, match_signer, missing

AUTHOR = ExpectedSigner(id="s1", role="erstellt", name="Jürgen Groß", function="Abteilung Kommunikation")
DPO = ExpectedSigner(id="s2", role="Stellungnahme DSB", function="Datenschutzbeauftragte")
HEAD = ExpectedSigner(id="s3", role="Freigabe", name="Dr. Eva Schäfer", function="Amtsleitung")
EXPECTED = (AUTHOR, DPO, HEAD)


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("Jürgen Groß", "erstellt", AUTHOR),
        ("jürgen  groß", "Abteilung Kommunikation", AUTHOR),
        ("Jürgen Groß (selbst erzeugt)", "", AUTHOR),
        ("Wer auch immer", "Stellungnahme DSB", DPO),
        ("Wer auch immer", "datenschutzbeauftragte", DPO),
        ("Dr. Eva Schäfer", "Freigabe", HEAD),
    ],
)
def test_name_and_role_find_the_expected_signer(name: str, role: str, expected: ExpectedSigner):
    assert match_signer(EXPECTED, SignerClaim(name, role)).expected is expected


@pytest.mark.parametrize(
    ("name", "role", "words"),
    [
        ("Jürgen Groß", "Freigabe", "hat als „Freigabe“ signiert, vorgesehen ist „erstellt“ (Jürgen Groß)"),
        ("Fremde Person", "Freigabe", "vorgesehen ist „Freigabe“ (Dr. Eva Schäfer)"),
        ("Fremde Person", "", "nennt keine Rolle"),
        ("Fremde Person", "Personalrat", "nicht genannt"),
    ],
)
def test_whoever_is_not_expected_is_told_why_in_words(name: str, role: str, words: str):
    found = match_signer(EXPECTED, SignerClaim(name, role))
    assert found.expected is None
    assert words in found.obstacle
    assert found.obstacle.endswith(".")


def test_one_person_expected_twice_signs_for_the_claimed_role():
    twice = (AUTHOR, ExpectedSigner(id="s9", role="Mitzeichnung", name="Jürgen Groß"))
    assert match_signer(twice, SignerClaim("Jürgen Groß", "Mitzeichnung")).expected is twice[1]
    assert match_signer(twice, SignerClaim("Jürgen Groß")).expected is AUTHOR


def test_all_have_signed_only_when_nobody_is_missing():
    assert missing(EXPECTED, ["s2"]) == (AUTHOR, HEAD)
    assert not is_complete(EXPECTED, ["s1", "s2"])
    assert is_complete(EXPECTED, ["s1", "s2", "s3", "fremd"])
    assert not is_complete((), ["s1"])


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_claim_either_finds_a_signer_or_says_why_not(name: str, role: str):
    found = match_signer(EXPECTED, SignerClaim(name, role))
    assert (found.expected is None) == bool(found.obstacle)
