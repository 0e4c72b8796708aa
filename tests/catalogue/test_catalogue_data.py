"""What the shipped data must fulfil, entry by entry."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from dsfa_app.catalogue import Attested, Evidence
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.catalogue import Catalogue

SHIPPED = Path(str(resource("catalogue")))
FILES = sorted(path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.yaml"))
KIND_OF_FOLDER = {"platforms": "platform", "profiles": "profile"}
CONTRAST_OF_TEXT = 4.5
"""Smallest contrast of text allowed by WCAG 2.1, success criterion 1.4.3."""
UNBROKEN = re.compile(
    r"Art\. \d|Abs\. \d|Nr\. \d|lit\. [a-z]\b|§ \d|z\. B\.|u\. a\.|i\. V\. m\.|\d DSGVO|LDSG BW|LfDI BW"
)
"""Places where a line must not break, written here with ordinary spaces."""


def parsed(name: str) -> object:
    return yaml.load((SHIPPED / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts_in(item)
        case list():
            for item in value:
                yield from texts_in(item)


@pytest.fixture(scope="module")
def schema() -> dict[str, object]:
    return json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))


def test_the_schema_itself_is_valid(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_every_file_follows_its_schema(name, schema):
    folder, _, stem = name.removesuffix(".yaml").rpartition("/")
    kind = KIND_OF_FOLDER.get(folder, stem)
    rules = {"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}
    errors = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in jsonschema.Draft202012Validator(rules).iter_errors(parsed(name))
    ]
    assert errors == []


@pytest.mark.parametrize("name", FILES)
def test_legal_references_do_not_break_across_lines(name):
    breakable = [text for text in texts_in(parsed(name)) if UNBROKEN.search(text)]
    assert breakable == []


@pytest.mark.parametrize("name", FILES)
def test_no_text_uses_straight_quotation_marks(name):
    assert [text for text in texts_in(parsed(name)) if '"' in text] == []


def test_nothing_of_the_reference_is_lost(catalogue: Catalogue):
    # one fact = one text with a source and a kind of evidence, wherever it stands
    assert len(catalogue.facts) == 728
    assert Counter(fact.evidence for fact in catalogue.facts.values()) == {
        Evidence.PRIMARY: 371,
        Evidence.UNSOURCED: 187,
        Evidence.SECONDARY: 76,
        Evidence.INFERRED: 60,
        Evidence.SEED: 34,
    }
    assert sum(len(platform.facts) for platform in catalogue.platforms.values()) == 660


def test_the_catalogue_has_every_entry_it_promises(catalogue: Catalogue):
    assert len(catalogue.platforms) == 20
    assert len(catalogue.systems) == 7
    assert len(catalogue.rulings) == 27
    assert len(catalogue.configuration_options) == 16
    assert len(catalogue.legal_framework) == 6
    assert list(catalogue.risks) == [f"R{number:02}" for number in range(1, 34)]
    assert list(catalogue.measures) == [f"M{number:02}" for number in range(1, 47)]
    assert len(catalogue.glossary) >= 60


def test_the_city_s_platforms_are_those_of_its_concepts(catalogue: Catalogue):
    named = {
        year: {platform.id for platform in catalogue.platforms.values() if year in platform.concepts}
        for year in ("2018", "2025")
    }
    assert named["2018"] == {"facebook", "instagram", "youtube", "x", "flickr", "googleplus"}
    assert named["2025"] == {
        "facebook", "instagram", "mastodon", "youtube", "tiktok", "linkedin", "xing", "x",
    }  # fmt: skip


def test_a_trait_that_rests_on_an_inference_is_marked_as_inferred(catalogue: Catalogue):
    unmarked = [
        f"{platform.id}.{trait.id}"
        for platform in catalogue.platforms.values()
        for trait in platform.traits.values()
        if trait.answer is not Attested.UNSOURCED
        and not trait.inferred
        and any(
            catalogue.fact(fact).evidence in (Evidence.INFERRED, Evidence.UNSOURCED) for fact in trait.facts
        )
    ]
    assert unmarked == []


def test_only_sourced_statistics_count_as_personal(catalogue: Catalogue):
    personal = {
        platform.id: catalogue.platforms[platform.id].statistics_fact
        for platform in catalogue.platforms.values()
        if platform.statistics_personal is Attested.YES
    }
    assert set(personal) == {"xing", "vimeo"}
    assert all(fact is not None and fact.source for fact in personal.values())


def test_federated_platforms_are_those_that_copy_posts_to_other_servers(catalogue: Catalogue):
    federated = {platform.id for platform in catalogue.platforms.values() if platform.federated}
    assert federated == {"mastodon", "peertube", "pixelfed", "bluesky"}


def test_the_platform_keeps_its_baseline_for_exactly_the_platform_side_risks(catalogue: Catalogue):
    platform_side = {risk.id for risk in catalogue.risks.values() if risk.platform_side}
    assert platform_side == {"R01", "R02", "R03", "R04", "R05", "R06", "R09", "R32"}


PROPOSED_LEVELS = {
    "hoch": {"R01", "R02", "R03", "R05", "R09", "R10", "R12", "R13", "R14", "R32"},
    "Risiko": {
        "R04", "R06", "R07", "R08", "R11", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22", "R23",
        "R24", "R25", "R26", "R27", "R28", "R29", "R31",
        "R33",
    },
}  # fmt: skip


def test_every_risk_that_comes_from_the_platform_rests_on_facts_about_it(catalogue: Catalogue):
    assert [risk.id for risk in catalogue.risks.values() if risk.platform_side and not risk.facts] == []


def test_proposed_ratings_reach_the_level_named_beside_them(catalogue: Catalogue):
    profile = catalogue.profiles["kp18"]
    reached: dict[str, set[str]] = {}
    for risk in catalogue.risks.values():
        if risk.rating is not None:
            level = profile.levels[profile.cells[risk.rating.severity - 1][risk.rating.likelihood - 1]]
            reached.setdefault(level.short_label, set()).add(risk.id)
    assert reached == PROPOSED_LEVELS


def test_documentary_measures_are_those_without_effect(catalogue: Catalogue):
    documentary = {measure.id for measure in catalogue.measures.values() if measure.documentary}
    assert documentary == {"M09", "M10", "M11", "M31", "M33", "M42", "M46"}
    strongest = {m.id for m in catalogue.measures.values() if m.effect.likelihood == -2}
    assert strongest == {"M13", "M23", "M27", "M34"}


def test_risks_that_cannot_arise_are_ruled_out_with_a_reason(catalogue: Catalogue):
    def excluded(platform_id: str) -> set[str]:
        return set(catalogue.risks) - {risk.id for risk in catalogue.risks_for(platform_id)}

    assert excluded("mastodon") == {"R24", "R28"}
    assert excluded("linkedin") == excluded("xing") == {"R30"}
    assert excluded("facebook") == {"R28", "R30"}
    assert set(catalogue.risks) - excluded("googleplus") == {"R12", "R20", "R31"}
    for risk in catalogue.risks.values():
        assert all(reason.endswith(".") for reason in risk.exclusions.values())


def test_mastodon_has_its_own_ratings(catalogue: Catalogue):
    profiling = catalogue.risks["R01"].rating_for("mastodon")
    federation = catalogue.risks["R30"]
    assert profiling is not None
    assert (profiling.severity, profiling.likelihood) == (2, 1)
    assert catalogue.risks["R24"].rating_for("mastodon") is None
    assert federation.rating_for("facebook") is None
    assert federation.rating_for("mastodon") is not None


def test_the_matrix_is_that_of_kurzpapier_18_field_by_field(catalogue: Catalogue):
    profile = catalogue.profiles["kp18"]
    drawn = [[profile.levels[index].short_label for index in row] for row in reversed(profile.cells)]
    assert drawn == [
        ["Risiko", "hoch", "hoch", "hoch"],
        ["Risiko", "Risiko", "hoch", "hoch"],
        ["Risiko", "Risiko", "Risiko", "Risiko"],
        ["gering", "gering", "Risiko", "Risiko"],
    ]
    split = {
        (cell.severity, cell.likelihood): (
            cell.area_percent,
            profile.levels[cell.other_level].short_label,
        )
        for cell in profile.split_cells
    }
    assert split == {
        (4, 2): (63, "Risiko"),
        (3, 3): (59, "Risiko"),
        (2, 1): (53, "gering"),
        (1, 2): (56, "Risiko"),
    }
    assert len(profile.severity_questions) == 7


def test_taking_the_higher_level_of_split_fields_changes_one_field_only(catalogue: Catalogue):
    profile = catalogue.profiles["kp18"]
    changed = [
        (cell.severity, cell.likelihood)
        for cell in profile.split_cells
        if cell.other_level > profile.cells[cell.severity - 1][cell.likelihood - 1]
    ]
    assert changed == [(1, 2)]


def test_level_colours_can_be_read(catalogue: Catalogue):
    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for level in catalogue.profiles["kp18"].levels:
        light, dark = sorted((luminance(level.background), luminance(level.foreground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= CONTRAST_OF_TEXT
    assert len({level.pattern for level in catalogue.profiles["kp18"].levels}) == 3


def test_the_threshold_rules_are_complete(catalogue: Catalogue):
    by_group = Counter(rule.group for rule in catalogue.threshold_rules.values())
    assert by_group == {
        "art35_3": 3,
        "dsk_list": 17,
        "wp248": 9,
        "open_view": 1,
        "negative_list": 1,
        "exemption": 1,
        "house_rule": 1,
    }
    needing_more = [rule.id for rule in catalogue.threshold_rules.values() if rule.needs_more]
    assert needing_more == ["dsk-01", "dsk-02"]


def test_every_question_is_one_and_every_sentence_ends(catalogue: Catalogue):
    for risk in catalogue.risks.values():
        assert risk.question.endswith("?")
        assert all(text.endswith(".") for text in (risk.description, risk.event, risk.example))
    assert all(rule.question.endswith("?") for rule in catalogue.threshold_rules.values())
    assert all(rule.text.endswith(".") for rule in catalogue.threshold_rules.values())
    assert all(measure.description.endswith(".") for measure in catalogue.measures.values())
    assert all(term.text.endswith((".", "?")) for term in catalogue.glossary.values())
    assert all(norm.text.endswith(".") for norm in catalogue.norms.values())


def test_a_field_s_facts_keep_the_order_of_the_file(catalogue: Catalogue):
    tiktok = catalogue.platforms["tiktok"]
    issues = [fact.id.rpartition(".")[2] for fact in tiktok.facts_in("third_country_transfers.issues")]
    assert issues == ["dpc-530", "china-server", "hc-2025", "hc-2026", "clover"]
    assert catalogue.fact("tiktok.third_country_transfers.issues.dpc-530").evidence is Evidence.SECONDARY
    assert [fact.id for fact in catalogue.facts_of("crm")][:2] == ["crm.zweck", "crm.daten"]
