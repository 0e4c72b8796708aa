"""Examples are read strictly: a mistake in a file is refused with the name of the file and of the key."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from dsfa_app.errors import CatalogueError, NotFoundError
from dsfa_app.services.examples import available_examples, build_example
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.catalogue import Catalogue


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shipped examples that a test may spoil."""
    copy = tmp_path / "examples"
    shutil.copytree(Path(str(resource("examples"))), copy)
    return copy


def spoil(file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    raw = yaml.safe_load(file.read_text("utf-8"))
    change(raw)
    file.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")


def build(root: Path, catalogue: Catalogue) -> None:
    build_example("stuttgart", catalogue, date(2026, 11, 21), "beispiel", root)


SPOILT: tuple[tuple[str, Callable[[dict[str, Any]], object], str], ...] = (
    ("frame", lambda raw: raw["occasion"].update(grund="neu"), "occasion.grund"),
    ("frame", lambda raw: raw["occasion"].update(kind="alt"), "occasion.kind"),
    ("frame", lambda raw: raw["occasion"].update(reason=7), "occasion.reason"),
    ("frame", lambda raw: raw.update(created_on=date(2026, 1, 1)), "created_on"),
    ("frame", lambda raw: raw.pop("title"), "title"),
    ("frame", lambda raw: raw["departments"].append({"id": "jugendamt"}), "departments.jugendamt"),
    ("frame", lambda raw: raw["departments"].append({"name": "Amt"}), "departments.11.id"),
    ("frame", lambda raw: raw.update(departments={}), "departments"),
    ("threshold", lambda raw: raw["threshold_answers"][0].update(id="dsk-99"), "threshold_answers.dsk-99.id"),
    ("processing", lambda raw: raw["data_subjects"][0].update(vulnerable="ja"), "nutzende.vulnerable"),
    ("processing", lambda raw: raw["systems"][0].update(catalogue_id="sap"), "systems.crm.catalogue_id"),
    ("channels", lambda raw: raw["channels"][0].update(platform_id="myspace"), "platform_id"),
    ("channels", lambda raw: raw["channels"][0].update(sources=["seed:2025-16"]), "sources"),
    ("channels", lambda raw: raw["channels"][5].update(retired_on="2019"), "retired_on"),
    ("outcome", lambda raw: raw["review"].update(triggers=["vollmond"]), "review.triggers"),
    ("outcome", lambda raw: raw["decision"].update(decided_on=True), "decision.decided_on"),
    ("necessity", lambda raw: raw.update(roles=[]), "roles"),
    ("measures", lambda raw: raw["measures"].update(M47={}), "measures.M47"),
    ("measures", lambda raw: raw["measures"]["M01"].update(title="Anders"), "measures.M01.title"),
    ("platforms", lambda raw: raw.update(myspace={}), "myspace"),
    ("platforms", lambda raw: raw["x"].update(purpose="Neuigkeiten"), "use.purpose"),
    ("platforms/x", lambda raw: raw.update(platform="xing"), "platform"),
    ("platforms/x", lambda raw: raw.pop("retention"), "retention"),
    ("platforms/x", lambda raw: raw["ratings"].update(R99={"reason": "Neu"}), "ratings.R99"),
    ("platforms/x", lambda raw: raw["ratings"]["R01"].update(gross=[3]), "ratings.R01.gross"),
    ("platforms/x", lambda raw: raw["ratings"]["R01"].update(gross=[3, 0]), "ratings.R01.gross"),
    ("platforms/x", lambda raw: raw["ratings"]["R01"].update(gross=[3, "4"]), "ratings.R01.gross.likelihood"),
    ("platforms/x", lambda raw: raw["ratings"]["R01"].pop("gross"), "ratings.R01"),
    ("platforms/x", lambda raw: raw["ratings"]["R28"].update(gross=[1, 1]), "ratings.R28"),
    ("platforms/x", lambda raw: raw["roles"][0].update(role="mit"), "roles.1.role"),
    ("platforms/x", lambda raw: raw["roles"][0].pop("phase"), "roles.1.phase"),
    ("platforms/x", lambda raw: raw["roles"].append({"phase": "insights"}), "roles.6.phase"),
    ("platforms/x", lambda raw: raw["transfers"][0].update(id="t1"), "transfers.1.id"),
)


@pytest.mark.parametrize(("part", "change", "key"), SPOILT)
def test_a_mistake_is_refused_by_file_and_key(
    part: str, change: Callable[[dict[str, Any]], object], key: str, root: Path, catalogue: Catalogue
) -> None:
    spoil(root / "stuttgart" / f"{part}.yaml", change)
    with pytest.raises(CatalogueError) as refusal:
        build(root, catalogue)
    assert key in str(refusal.value)
    assert f"examples/stuttgart/{part}" in str(refusal.value)


@pytest.mark.parametrize("text", [None, "\xff", "- eins", "a: &x [1]\nb: *x"])
def test_a_missing_or_damaged_file_is_refused(text: str | None, root: Path, catalogue: Catalogue) -> None:
    file = root / "stuttgart" / "channels.yaml"
    if text is None:
        file.unlink()
    else:
        file.write_bytes(text.encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"examples/stuttgart/channels\.yaml"):
        build(root, catalogue)


def test_an_example_that_is_not_listed_is_not_built(root: Path, catalogue: Catalogue) -> None:
    with pytest.raises(NotFoundError, match="Ulm"):
        build_example("Ulm", catalogue, date(2026, 11, 21), "beispiel", root)


def test_an_index_with_a_missing_or_unknown_key_is_refused(root: Path) -> None:
    for change in (lambda raw: raw["examples"][0].pop("title"), lambda raw: raw.pop("examples")):
        spoil(root / "index.yaml", change)
        with pytest.raises(CatalogueError, match=r"index\.yaml"):
            available_examples(root)
