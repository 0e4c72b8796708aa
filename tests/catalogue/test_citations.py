"""Sources are cited by id and resolved to what a reader needs to find and weigh them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue.citations import CitableSources, describe_source
from dsfa_app.catalogue.facts import Evidence
from dsfa_app.errors import NotFoundError

if TYPE_CHECKING:
    from dsfa_app.catalogue import Catalogue


def test_every_fact_ruling_and_section_of_the_concepts_can_be_cited(catalogue: Catalogue) -> None:
    citable = (
        "seed:2018",
        *(f"seed:2025-{section}" for section in range(1, 16)),
        *(f"ruling:{entry}" for entry in catalogue.rulings),
        *(f"law:{entry}" for entry in catalogue.legal_framework),
        *(f"system:{fact.id}" for system in catalogue.systems.values() for fact in system.facts.values()),
        *(fact.id for platform in catalogue.platforms.values() for fact in platform.facts.values()),
    )
    for source_id in citable:
        source = describe_source(source_id, catalogue)
        assert source_id in CitableSources(catalogue)
        assert source.title, source_id
        assert bool(source.location) is (source.evidence is not Evidence.UNSOURCED), source_id


def test_a_section_of_the_concept_leads_to_the_document_and_its_date(catalogue: Catalogue) -> None:
    source = describe_source("seed:2025-7", catalogue)
    assert source.title.endswith("Abschnitt\N{NO-BREAK SPACE}7")
    assert source.location.startswith("https://www.stuttgart.de/")
    assert (source.as_of, source.evidence, source.text) == ("2025-07", Evidence.SEED, "")


def test_a_fact_names_its_platform_and_what_it_is_about(catalogue: Catalogue) -> None:
    source = describe_source("tiktok.data_categories.minors_min_age", catalogue)
    assert source.title.startswith("TikTok: ")
    assert source.text == catalogue.fact("tiktok.data_categories.minors_min_age").text


@pytest.mark.parametrize(
    "source_id",
    [
        "",
        "seed:",
        "seed:2017",
        "seed:2025-0",
        "seed:2025-16",
        "ruling:",
        "ruling:eugh",
        "law:dsfa",
        "system:crm",
        "system:x.status",
        "crm.dauer",
        "rulings.eugh-c-210-16",
        "tiktok",
        "tiktok.unbekannt",
        "norm:dsgvo-35",
    ],
)
def test_an_unknown_source_is_named_in_the_refusal(source_id: str, catalogue: Catalogue) -> None:
    assert source_id not in CitableSources(catalogue)
    with pytest.raises(NotFoundError, match="im Katalog nicht enthalten"):
        describe_source(source_id, catalogue)
