"""How the catalogue is read, compiled, identified and asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue import load_catalogue
from dsfa_app.catalogue.compiled import COMPILED, compiled_text, parse_documents, write_compiled
from dsfa_app.catalogue.sources import read_sources
from dsfa_app.errors import NotFoundError
from resources import resource

if TYPE_CHECKING:
    from dsfa_app.catalogue import Catalogue

SHIPPED = Path(str(resource("catalogue")))


def test_the_compiled_form_is_exactly_the_yaml():
    sources = read_sources(SHIPPED)
    documents = parse_documents(sources)
    up_to_date = (SHIPPED / COMPILED).read_text(encoding="utf-8") == compiled_text(
        sources.fingerprint, documents
    )
    assert up_to_date, "the YAML has changed: run python -m dsfa_app.catalogue"
    assert json.loads((SHIPPED / COMPILED).read_text(encoding="utf-8"))["documents"] == documents


def test_the_compiled_form_and_the_yaml_give_the_same_catalogue(catalogue: Catalogue):
    assert load_catalogue(SHIPPED) == catalogue


def test_the_compiled_form_is_ignored_once_the_yaml_has_changed(copied, monkeypatch):
    monkeypatch.setattr("dsfa_app.catalogue.loader.resource", lambda *_: copied.folder)
    copied.change("glossary.yaml", "term: Kanal\n", "term: Auftritt\n")
    assert load_catalogue().glossary["channel"].term == "Auftritt"


@pytest.mark.parametrize("damage", ["{", "[]", '{"fingerprint": 1}', "\xff"])
def test_a_damaged_compiled_form_does_no_harm(damage, copied, monkeypatch, catalogue: Catalogue):
    monkeypatch.setattr("dsfa_app.catalogue.loader.resource", lambda *_: copied.folder)
    (copied.folder / COMPILED).write_bytes(damage.encode("latin-1"))
    assert load_catalogue() == catalogue


def test_compiling_again_follows_a_change(copied):
    copied.change("glossary.yaml", "term: Kanal\n", "term: Auftritt\n")
    write_compiled(copied.folder)
    stored = json.loads((copied.folder / COMPILED).read_text(encoding="utf-8"))
    assert stored["fingerprint"] == read_sources(copied.folder).fingerprint


def test_the_start_needs_no_yaml():
    script = (
        "import sys; from dsfa_app.catalogue import load_catalogue; load_catalogue();"
        "sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=SHIPPED.parents[1]).returncode == 0


def test_the_fingerprint_ignores_line_ends_but_no_letter(copied, catalogue: Catalogue):
    file = copied.folder / "risks.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalogue(copied.folder).fingerprint == catalogue.fingerprint
    copied.change("glossary.yaml", "Kanal", "Canal")
    assert load_catalogue(copied.folder).fingerprint != catalogue.fingerprint


def test_the_profile_s_fingerprint_depends_on_its_content_alone(copied, catalogue: Catalogue):
    shipped = catalogue.profiles["kp18"].fingerprint
    copied.change("profiles/kp18.yaml", "id: kp18\nversion: 1.1.0", "version: 1.1.0\n# neu\nid: kp18")
    assert load_catalogue(copied.folder).profiles["kp18"].fingerprint == shipped
    copied.change("profiles/kp18.yaml", "area_percent: 63", "area_percent: 64")
    assert load_catalogue(copied.folder).profiles["kp18"].fingerprint != shipped


def test_nothing_in_the_catalogue_can_be_changed(catalogue: Catalogue):
    with pytest.raises(TypeError):
        catalogue.risks["R99"] = catalogue.risks["R01"]
    with pytest.raises(AttributeError):
        catalogue.risks["R01"].title = "neu"


@pytest.mark.parametrize(
    "ask",
    [
        lambda catalogue: catalogue.fact("facebook.nichts"),
        lambda catalogue: catalogue.facts_of("myspace"),
        lambda catalogue: catalogue.risks_for("myspace"),
        lambda catalogue: catalogue.measures_for("R99"),
        lambda catalogue: catalogue.label("goals", "XX"),
    ],
)
def test_asking_for_an_unknown_id_is_answered_with_a_sentence(ask, catalogue: Catalogue):
    with pytest.raises(NotFoundError, match="gibt es im Katalog nicht"):
        ask(catalogue)


def test_links_and_labels_are_looked_up(catalogue: Catalogue):
    assert [measure.id for measure in catalogue.measures_for("R07")] == ["M11", "M29", "M30"]
    assert catalogue.label("phases", "insights") == "Reichweitenstatistik"


def test_facts_of_a_platform_come_under_the_label_of_their_field(catalogue: Catalogue):
    headed = dict(catalogue.headed_facts("tiktok"))
    assert [fact.text for fact in headed["Sitzland"]] == ["Irland (UK)"]
    assert sum(map(len, headed.values())) == len(catalogue.platforms["tiktok"].facts)
