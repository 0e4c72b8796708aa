"""Broken and malicious files are refused, with file and key."""

from __future__ import annotations

import pytest

from dsfa_app.catalogue import load_catalogue
from dsfa_app.catalogue.sources import MAX_FILE_BYTES
from dsfa_app.errors import CatalogueError

FACT = "      source: https://www.facebook.com/privacy/policy/\n      as_of: '2026-07-23'\n"

BROKEN = {
    "a reference from a risk that leads nowhere": (
        "risks.yaml",
        "measures: [M02, M12, M26, M27]",
        "measures: [M02, M12, M26, M99]",
        "risks.R02.measures",
        "„M99“ gibt es nicht",
    ),
    "a link that only the risk knows": (
        "risks.yaml",
        "measures: [M02, M12, M26, M27]",
        "measures: [M02, M12, M26, M27, M46]",
        "measures.M46.risks",
        "„R02“",
    ),
    "a link that only the measure knows": (
        "risks.yaml",
        "measures: [M02, M12, M26, M27]",
        "measures: [M02, M12, M26]",
        "risks.R02.measures",
        "„M27“",
    ),
    "a platform field that does not exist": (
        "risks.yaml",
        "facts: [data_categories.minors_min_age]",
        "facts: [data_categories.minors]",
        "risks.R10.facts",
        "„data_categories.minors“",
    ),
    "an unknown goal": ("risks.yaml", "goals: [NV, DM, TR]", "goals: [NV, QQ]", "risks.R01.goals", "„QQ“"),
    "an unknown source key": (
        "risks.yaml",
        "named_by: [BIBERACH",
        "named_by: [ULM",
        "risks.R02.named_by",
        "„ULM“",
    ),
    "an unknown platform in a restriction": (
        "risks.yaml",
        "excluded: [mastodon]",
        "excluded: [myspace]",
        "risks.R24.applies_to.excluded",
        "„myspace“",
    ),
    "an unknown trait in a restriction": (
        "risks.yaml",
        "requires: [advertising]",
        "requires: [adverts]",
        "risks.R24.applies_to.requires",
        "„adverts“",
    ),
    "a doubled id": ("risks.yaml", "id: R02", "id: R01", "risks.R01.id", "doppelt"),
    "a rating outside the scale": (
        "risks.yaml",
        "severity: 3",
        "severity: 5",
        "risks.R01.rating.severity",
        "1 bis 4",
    ),
    "a number written as text": (
        "risks.yaml",
        "severity: 3",
        "severity: '3'",
        "risks.R01.rating.severity",
        "Zahl",
    ),
    "a truth value as a word": (
        "risks.yaml",
        "by_design: true",
        "by_design: 'ja'",
        "risks.R01.by_design",
        "true",
    ),
    "an empty text": ("risks.yaml", "title: Drittlandübermittlung", "title: ' '", "risks.R05.title", "leer"),
    "a key nobody knows": (
        "risks.yaml",
        "proposal: true",
        "proposal: true\n    vorschlag: true",
        "risks.R01.vorschlag",
        "nicht vorgesehen",
    ),
    "a missing key": ("risks.yaml", "    by_design: true\n", "", "risks.R01.by_design", "fehlt"),
    "an effect of a documentary measure": (
        "measures.yaml",
        "documentary: false",
        "documentary: true",
        "measures.M01.documentary",
        "dokumentierenden",
    ),
    "an unknown type of measure": (
        "measures.yaml",
        "type: organisatorisch",
        "type: magisch",
        "measures.M01.type",
        "„magisch“",
    ),
    "a fact without its source": (
        "platforms/facebook.yaml",
        FACT,
        FACT.replace("https://www.facebook.com/privacy/policy/", "null"),
        "facts.operator.legal_entity.source",
        "Quelle",
    ),
    "a date that does not exist": (
        "platforms/facebook.yaml",
        FACT,
        FACT.replace("2026-07-23", "2026-02-30"),
        "facts.operator.legal_entity.as_of",
        "„2026-02-30“",
    ),
    "a date that YAML takes for one": (
        "platforms/facebook.yaml",
        FACT,
        FACT.replace("'2026-07-23'", "2026-07-23"),
        "facts.operator.legal_entity.as_of",
        "Anführungszeichen",
    ),
    "an unknown kind of evidence": (
        "platforms/facebook.yaml",
        "evidence: primaer",
        "evidence: sicher",
        "facts.operator.legal_entity.evidence",
        "„sicher“",
    ),
    "a missing fact": (
        "platforms/facebook.yaml",
        "    parent:\n",
        "    mother:\n",
        "facts.operator.parent",
        "fehlt",
    ),
    "a trait that rests on nothing": (
        "platforms/facebook.yaml",
        "facts: [status]",
        "facts: []",
        "traits.operating.facts",
        "mindestens eine",
    ),
    "a trait that rests on an unknown fact": (
        "platforms/facebook.yaml",
        "facts: [status]",
        "facts: [state]",
        "traits.operating.facts",
        "„state“",
    ),
    "an unknown ruling": (
        "platforms/facebook.yaml",
        "eugh-c-210-16",
        "eugh-c-0-0",
        "rulings",
        "„eugh-c-0-0“",
    ),
    "a file named differently from its platform": (
        "platforms/facebook.yaml",
        "id: facebook",
        "id: fb",
        "id",
        "„fb“",
    ),
    "a platform that is not listed": ("catalogue.yaml", "facebook, ", "", "platforms", "facebook.yaml"),
    "a listed platform without a file": (
        "catalogue.yaml",
        "facebook, ",
        "facebook, myspace, ",
        "platforms",
        "myspace.yaml",
    ),
    "an affected platform that does not exist": (
        "rulings.yaml",
        "[facebook, instagram]",
        "[facebook, orkut]",
        "rulings.eugh-c-210-16.affects",
        "„orkut“",
    ),
    "a missing field of the matrix": (
        "profiles/kp18.yaml",
        "  - severity: 4\n    likelihood: 1\n    level: medium\n",
        "",
        "cells",
        "4·1",
    ),
    "a doubled field of the matrix": (
        "profiles/kp18.yaml",
        "    likelihood: 2\n",
        "    likelihood: 1\n",
        "cells.2.likelihood",
        "doppelt",
    ),
    "an unknown level": (
        "profiles/kp18.yaml",
        "level: medium",
        "level: enormous",
        "cells.1.level",
        "„enormous“",
    ),
    "a colour that is none": ("profiles/kp18.yaml", "'#2E7D32'", "green", "levels.low.background", "„green“"),
    "an unknown norm": (
        "glossary.yaml",
        "norms: [dsgvo-35]",
        "norms: [dsgvo-999]",
        "terms.assessment.norms",
        "„dsgvo-999“",
    ),
    "an unknown group of rules": (
        "threshold_rules.yaml",
        "group: art35_3",
        "group: art36",
        "rules.art35-3-a.group",
        "„art36“",
    ),
    "a picker item entered twice": ("pickers.yaml", "id: VF", "id: DM", "pickers.goals.DM.id", "doppelt"),
    "a doubled key": ("risks.yaml", "  - id: R02\n", "  - id: R02\n    id: R02\n", "Zeile", "doppelt"),
    "broken YAML": ("risks.yaml", "risks:\n", "risks: [\n", "Zeile", "kein gültiges YAML"),
    "a list instead of a mapping": ("systems.yaml", "systems:\n", "", "(Datei)", "Zuordnung"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_is_refused_with_file_and_key(case, copied):
    name, old, new, key, reason = BROKEN[case]
    copied.change(name, old, new)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(copied.folder)
    sentence = str(refused.value)
    expected_file = "measures.yaml" if case == "a link that only the risk knows" else name
    assert f"„{expected_file}“" in sentence
    assert f"„{key}" in sentence
    assert reason in sentence
    assert sentence.endswith("bitte die Datei berichtigen oder das Programm neu installieren.")


MALICIOUS = {
    "aliases that multiply": "a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a merge key": "a: &a {x: 1}\nb:\n  <<: *a\n",
    "a Python object": "a: !!python/object/apply:os.system ['true']\n",
    "a Python name": "a: !!python/name:os.system\n",
    "an unknown tag": "a: !geheim x\n",
    "deep nesting": "a: " + "[" * 5000 + "]" * 5000 + "\n",
    "a key that is a list": "? [a, b]\n: c\n",
    "a key that is a number": "1: a\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "a huge number": f"a: {'9' * 10_000}\n",
    "an impossible date": "a: 2026-99-99\n",
    "control characters": "a: \x00\n",
}


@pytest.mark.parametrize("case", MALICIOUS)
def test_malicious_yaml_is_refused(case, copied):
    (copied.folder / "glossary.yaml").write_text(MALICIOUS[case], encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"„glossary\.yaml“"):
        load_catalogue(copied.folder)


def test_a_huge_file_is_refused_before_it_is_parsed(copied):
    (copied.folder / "glossary.yaml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    with pytest.raises(CatalogueError, match=r"„glossary\.yaml“.*größer als 5 MB"):
        load_catalogue(copied.folder)


def test_a_file_that_is_not_utf_8_is_refused(copied):
    (copied.folder / "glossary.yaml").write_bytes("terms: ä".encode("latin-1"))
    with pytest.raises(CatalogueError, match=r"„glossary\.yaml“.*UTF-8"):
        load_catalogue(copied.folder)


def test_a_missing_file_or_folder_is_named(copied):
    (copied.folder / "norms.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"„norms\.yaml“.*nicht lesbar"):
        load_catalogue(copied.folder)
    with pytest.raises(CatalogueError, match=r"„catalogue\.yaml“"):
        load_catalogue(copied.folder / "nirgends")
    (copied.folder / "norms.yaml").write_text("laws: []\nnorms: []\n", encoding="utf-8")
    for file in (copied.folder / "profiles").iterdir():
        file.unlink()
    (copied.folder / "profiles").rmdir()
    with pytest.raises(CatalogueError, match=r"„profiles“.*Ordner fehlt"):
        load_catalogue(copied.folder)
