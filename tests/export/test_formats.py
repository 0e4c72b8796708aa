"""The list of formats, what the packages have in common, and how long writing takes."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from documents import document, entries, part, report_of
from factories import full_assessment, large_assessment

from dsfa_app.exchange import canonical
from exporters.formats import FORMATS
from exporters.package import EMBEDDED_CONTENT_TYPE, EMBEDDED_PART, EMBEDDED_RELATIONSHIP

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGES = [known.id for known in FORMATS if known.signable]
_HEAVY = ("docx", "openpyxl", "lxml", "cryptography")


def test_formats_have_unique_ids_and_suffixes() -> None:
    assert [known.id for known in FORMATS] == ["docx", "xlsx", "html", "json"]
    assert [known.suffix for known in FORMATS] == [".docx", ".xlsx", ".html", ".json"]
    assert _PACKAGES == ["docx", "xlsx"]


def test_listing_formats_and_building_a_report_load_no_writer() -> None:
    code = (
        f"import exporters.formats, exporters.report, sys; print([m for m in {_HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("format_id", _PACKAGES)
def test_the_canonical_json_is_a_part_of_its_own_that_comes_back_unchanged(format_id: str) -> None:
    assessment = full_assessment()
    data = document(assessment, format_id)
    assert canonical.decode(entries(data)[EMBEDDED_PART.lstrip("/")]).assessment == assessment
    overrides = {
        element.get("PartName"): element.get("ContentType")
        for element in part(data, "[Content_Types].xml")
        if element.get("PartName")
    }
    assert overrides[EMBEDDED_PART] == EMBEDDED_CONTENT_TYPE
    (relationship,) = [
        element for element in part(data, "_rels/.rels") if element.get("Type") == EMBEDDED_RELATIONSHIP
    ]
    assert f"/{relationship.get('Target')}" == EMBEDDED_PART


@pytest.mark.parametrize("format_id", _PACKAGES)
def test_every_part_has_a_content_type_and_every_relationship_a_target(format_id: str) -> None:
    data = document(full_assessment(), format_id)
    names = set(entries(data)) - {"[Content_Types].xml"}
    types = part(data, "[Content_Types].xml")
    defaults = {element.get("Extension") for element in types if element.get("Extension")}
    overrides = {element.get("PartName").lstrip("/") for element in types if element.get("PartName")}
    assert overrides <= names
    assert all(name in overrides or name.rpartition(".")[2] in defaults for name in names)
    for name in names:
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            for relationship in part(data, name):
                if relationship.get("TargetMode") != "External":
                    target = relationship.get("Target")
                    assert (target.lstrip("/") if target.startswith("/") else folder + target) in names


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.parametrize("format_id", ["docx", "xlsx", "html"])
def test_writing_time_grows_no_faster_than_the_number_of_risks(format_id: str) -> None:
    write = next(known for known in FORMATS if known.id == format_id).write
    small, large = (report_of(large_assessment(platforms=count)) for count in (4, 24))
    write(small, b"{}")
    ratio = min(
        _seconds(lambda: write(large, b"{}")) / _seconds(lambda: write(small, b"{}")) for _ in range(3)
    )
    assert ratio < 6 * 1.5
