"""Who works is chosen once, remembered, and never claimed to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role
from dsfa_app.errors import RuleError
from dsfa_app.services.session import LONGEST_NAME, Session
from dsfa_app.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from pathlib import Path

DPO = ActingPerson(name="Eva Schäfer", role=Role.DPO)


def test_before_anybody_is_chosen_the_account_acts_as_an_author(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("getpass.getuser", lambda: "schaefere")
    session = Session(Settings(tmp_path))
    assert not session.is_chosen
    assert session.person == ActingPerson(name="schaefere", role=Role.AUTHOR)


def test_the_person_chosen_is_remembered_for_the_next_start(tmp_path: Path):
    Session(Settings(tmp_path)).choose(ActingPerson(name="  Eva   Schäfer ", role=Role.DPO))
    again = Session(Settings(tmp_path))
    assert again.is_chosen
    assert again.person == DPO


def test_acting_once_is_not_remembered(tmp_path: Path):
    session = Session(Settings(tmp_path))
    session.act_once_as(DPO)
    assert session.person == DPO
    assert not Session(Settings(tmp_path)).is_chosen


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_a_name_nobody_bears_is_refused_and_the_former_person_stays(tmp_path: Path, name: str):
    session = Session(Settings(tmp_path))
    session.choose(DPO)
    with pytest.raises(RuleError):
        session.choose(ActingPerson(name=name))
    assert session.person == DPO


def test_a_role_the_program_does_not_know_falls_back_to_the_author(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text('{"person_name": "Eva", "person_role": "kaiser"}', "utf-8")
    assert Session(Settings(tmp_path)).person == ActingPerson(name="Eva", role=Role.AUTHOR)
