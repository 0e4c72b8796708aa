from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import dev
import dev_environment
import dev_packages
import lock
import pytest
from dev_environment import DEV_LOCK, PROJECT, RUNTIME_LOCK, Step, decide

if TYPE_CHECKING:
    from collections.abc import Callable

CURRENT = {RUNTIME_LOCK: "r1", DEV_LOCK: "d1", PROJECT: "p1"}


class TestSystemPackages:
    def test_every_package_has_a_reason_and_a_known_purpose(self):
        names = [package.name for package in dev_packages.PACKAGES]
        assert len(names) == len(set(names))
        for package in dev_packages.PACKAGES:
            assert package.reason
            assert package.needed_by
            assert package.needed_by <= dev_packages.PURPOSES

    def test_the_documents_need_nothing_of_qt_without_a_screen(self):
        assert dev_packages.missing_for(["demo"], ()) == ["python3-venv"]

    def test_the_window_needs_x11_but_no_oracle(self):
        needed = dev_packages.missing_for(["start"], ())
        assert "libxcb-cursor0" in needed
        assert not [name for name in needed if "libreoffice" in name or "jdk" in name]

    def test_the_oracles_are_left_out_on_request(self):
        without, with_oracles = (
            set(dev_packages.missing_for(purposes, ())) for purposes in (["test"], ["test", "oracles"])
        )
        assert {"libreoffice-core-nogui", "libapache-poi-java"} <= with_oracles - without
        assert "libegl1" in without

    def test_installed_packages_are_not_asked_for_again(self):
        everything = {package.name for package in dev_packages.PACKAGES}
        assert dev_packages.missing_for(dev_packages.PURPOSES, everything) == []

    def test_names_that_another_package_provides_count_as_installed(self):
        listing = (
            "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.4-3)\n"
            "installed\tmawk\tawk\n"
            "config-files\tlibegl1\t\n"
        )
        assert dev_packages.names_in(listing) == {"libglib2.0-0t64", "libglib2.0-0", "mawk", "awk"}

    @pytest.mark.parametrize(("has_sudo", "start"), [(True, ["sudo", "sh", "-c"]), (False, ["su", "-c"])])
    def test_a_user_gets_one_command_that_a_shell_understands(self, has_sudo: bool, start: list[str]):
        words = shlex.split(dev_packages.command_for_a_user(["libegl1", "libgl1"], has_sudo=has_sudo))
        assert words[:-1] == start
        assert words[-1].endswith("install -y --no-install-recommends libegl1 libgl1")

    def test_a_user_without_root_rights_is_told_the_command_and_nothing_is_installed(self, monkeypatch):
        monkeypatch.setattr(dev_packages, "is_debian", lambda: True)
        monkeypatch.setattr(dev_packages, "installed_names", frozenset)
        monkeypatch.setattr(dev_packages.os, "geteuid", lambda: 1000, raising=False)
        monkeypatch.setattr(
            dev_packages, "_install_as_root", lambda _: pytest.fail("installed without asking")
        )
        with pytest.raises(dev_packages.SetupError, match=r"apt-get .*python3-venv"):
            dev_packages.provide("demo")

    def test_root_gets_exactly_what_is_missing(self, monkeypatch):
        asked: list[list[str]] = []
        monkeypatch.setattr(dev_packages, "is_debian", lambda: True)
        monkeypatch.setattr(dev_packages, "installed_names", lambda: frozenset({"python3-venv", "libegl1"}))
        monkeypatch.setattr(dev_packages.os, "geteuid", lambda: 0, raising=False)
        monkeypatch.setattr(dev_packages, "_install_as_root", asked.append)
        dev_packages.provide("test")
        (names,) = asked
        assert "libgl1" in names
        assert not {"python3-venv", "libegl1"} & set(names)

    def test_other_systems_are_left_alone(self, monkeypatch, tmp_path: Path):
        assert not dev_packages.is_debian(tmp_path)
        monkeypatch.setattr(dev_packages, "is_debian", lambda: False)
        monkeypatch.setattr(dev_packages, "installed_names", lambda: pytest.fail("asked dpkg"))
        dev_packages.provide("start")


class TestEnvironment:
    @pytest.mark.parametrize(
        ("windows", "place"), [(False, "bin/lint-imports"), (True, "Scripts/lint-imports.exe")]
    )
    def test_programs_are_found_where_the_system_puts_them(self, windows: bool, place: str):
        found = dev_environment.program("lint-imports", Path("venv"), windows=windows)
        assert found.as_posix() == f"venv/{place}"

    @pytest.mark.parametrize(
        ("wanted", "stamp", "healthy", "step"),
        [
            pytest.param(RUNTIME_LOCK, {}, False, Step.REBUILD, id="nothing there, or broken"),
            pytest.param(RUNTIME_LOCK, CURRENT, False, Step.REBUILD, id="broken after it was complete"),
            pytest.param(DEV_LOCK, CURRENT, True, Step.REUSE, id="unchanged"),
            pytest.param(RUNTIME_LOCK, CURRENT, True, Step.REUSE, id="more than needed"),
            pytest.param(
                DEV_LOCK,
                {RUNTIME_LOCK: "r1", PROJECT: "p1"},
                True,
                Step.INSTALL,
                id="first test after a start",
            ),
            pytest.param(DEV_LOCK, CURRENT | {PROJECT: "p0"}, True, Step.INSTALL, id="pyproject changed"),
            pytest.param(RUNTIME_LOCK, CURRENT | {DEV_LOCK: "d0"}, True, Step.REBUILD, id="lock changed"),
            pytest.param(RUNTIME_LOCK, {}, True, Step.INSTALL, id="interrupted, or somebody's own"),
        ],
    )
    def test_the_environment_is_touched_only_as_far_as_needed(self, wanted, stamp, healthy, step):
        assert decide(wanted, stamp, CURRENT, healthy=healthy) is step

    @pytest.mark.parametrize("content", ["", "{", "[]", "null"])
    def test_a_damaged_stamp_counts_as_none(self, tmp_path: Path, content: str):
        (tmp_path / dev_environment.STAMP).write_text(content, encoding="utf-8")
        assert dev_environment.read_stamp(tmp_path) == {}
        assert dev_environment.read_stamp(tmp_path / "absent") == {}

    def test_a_folder_without_a_python_is_not_healthy(self, tmp_path: Path):
        assert not dev_environment.is_healthy(tmp_path)

    def test_the_stamp_follows_a_finished_installation_and_never_an_interrupted_one(
        self, monkeypatch, tmp_path
    ):
        stamp = tmp_path / dev_environment.STAMP
        monkeypatch.setattr(dev_environment, "VENV", tmp_path)
        monkeypatch.setattr(dev_environment, "is_healthy", lambda: True)
        monkeypatch.setattr(dev_environment, "read_stamp", lambda: {RUNTIME_LOCK: _now()[RUNTIME_LOCK]})
        stamp.write_text("{}", encoding="utf-8")

        def fail(_: str) -> None:
            assert not stamp.exists()
            raise dev_packages.SetupError("kein Netz")

        monkeypatch.setattr(dev_environment, "_install", fail)
        with pytest.raises(dev_packages.SetupError, match="kein Netz"):
            dev_environment.prepare(DEV_LOCK)
        assert not stamp.exists()

        monkeypatch.setattr(dev_environment, "_install", lambda _: None)
        dev_environment.prepare(DEV_LOCK)
        monkeypatch.undo()
        assert dev_environment.read_stamp(tmp_path) == _now()


def _now() -> dict[str, str]:
    return dev_environment.fingerprints()


class TestCommands:
    @pytest.mark.parametrize(
        ("environment", "platform", "answer"),
        [
            ({}, "linux", False),
            ({"DISPLAY": ""}, "linux", False),
            ({"DISPLAY": ":0"}, "linux", True),
            ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
            ({}, "win32", True),
        ],
    )
    def test_a_screen_is_recognised(self, environment: dict[str, str], platform: str, answer: bool):
        assert dev.has_screen(environment, platform) is answer

    def test_every_check_and_the_tests_run_even_if_one_fails_and_the_tests_run_last(
        self, monkeypatch, capsys
    ):
        ran = _record_runs(monkeypatch, fails=lambda words: "check" in words)
        assert _main(monkeypatch, "test", "--without-oracles") == 1
        assert len(ran) == len(dev.checks()) + 1
        assert ran[-1][1:] == ["-m", "pytest", "-m", "not oracle"]
        assert capsys.readouterr().out.splitlines()[-1] == "== Nicht bestanden: ruff check"

    def test_arguments_after_a_double_dash_reach_pytest(self, monkeypatch):
        ran = _record_runs(monkeypatch)
        monkeypatch.setattr(dev_packages, "is_debian", lambda: True)
        assert _main(monkeypatch, "test", "--", "-k", "matrix") == 0
        assert ran[-1][1:] == ["-m", "pytest", "-k", "matrix"]

    def test_without_a_screen_the_documents_are_made_and_their_place_is_named(
        self, monkeypatch, capsys, tmp_path: Path
    ):
        ran = _record_runs(monkeypatch)
        monkeypatch.setattr(dev, "has_screen", lambda *_: False)
        monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
        assert _main(monkeypatch, "start") == 0
        assert [words[1:] for words in ran] == [["-m", "dsfa_app", "demo", "--out", str(tmp_path / "demo")]]
        assert str(tmp_path / "demo" / "DSFA.docx") in capsys.readouterr().out

    def test_a_screen_that_does_not_answer_counts_as_none(self, monkeypatch, tmp_path: Path):
        ran = _record_runs(monkeypatch, fails=lambda words: "-c" in words)
        monkeypatch.setattr(dev, "has_screen", lambda *_: True)
        monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
        assert _main(monkeypatch, "start") == 0
        assert "demo" in ran[-1]

    def test_the_window_opens_on_the_example_and_keeps_what_was_changed_in_it(
        self, monkeypatch, tmp_path: Path
    ):
        ran = _record_runs(monkeypatch)
        monkeypatch.setattr(dev, "has_screen", lambda *_: True)
        monkeypatch.setattr(dev, "EXAMPLE", tmp_path)
        (tmp_path / "dsfa.sqlite").touch()
        assert _main(monkeypatch, "start") == 0
        assert [words[1:] for words in ran[1:]] == [
            ["-m", "dsfa_app", "--data-dir", str(tmp_path), "--beispiel"]
        ]
        assert (tmp_path / "dsfa.sqlite").exists()

    def test_the_documents_are_made_anew_each_time(self, monkeypatch, tmp_path: Path):
        _record_runs(monkeypatch)
        monkeypatch.setattr(dev, "has_screen", lambda *_: False)
        monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
        (tmp_path / "demo").mkdir()
        assert _main(monkeypatch, "start") == 0
        assert not (tmp_path / "demo").exists()

    def test_a_machine_that_cannot_is_answered_in_one_sentence_with_status_2(self, monkeypatch, capsys):
        def refuse(*_: str, **__: str) -> None:
            raise dev_packages.SetupError("Es fehlen Systempakete.")

        monkeypatch.setattr(dev_packages, "provide", refuse)
        assert _main(monkeypatch, "shots", "bilder") == 2
        assert capsys.readouterr().err == "Es fehlen Systempakete.\n"

    def test_the_lock_is_made_for_every_platform_with_hashes_and_without_an_index(self):
        for upgrade in (False, True):
            for call in lock.uv_calls(Path("build.in"), upgrade=upgrade):
                assert {"--universal", "--generate-hashes"} <= set(call)
                assert ("--upgrade" in call) is upgrade
                assert not re.search(r"https?://", " ".join(call))


def _record_runs(monkeypatch, fails: Callable[[list[str]], bool] = lambda _: False) -> list[list[str]]:
    ran: list[list[str]] = []

    def run(command, **_):
        ran.append([str(word) for word in command])
        return int(fails(ran[-1]))

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "prepare", lambda _: Path("python"))
    monkeypatch.setattr(dev_packages, "provide", lambda *_, **__: None)
    return ran


def _main(monkeypatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["dev.py", *words])
    return dev.main()
