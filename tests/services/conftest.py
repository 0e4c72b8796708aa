"""The Stuttgart example, built once for all tests of this area."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue import Catalogue, load_catalogue
from dsfa_app.services.examples import build_example
from dsfa_app.services.judgement import AssessmentView, Judgement

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def stuttgart(catalogue: Catalogue) -> Assessment:
    return build_example("stuttgart", catalogue, date(2026, 11, 21), "stuttgart")


@pytest.fixture(scope="session")
def stuttgart_view(catalogue: Catalogue, stuttgart: Assessment) -> AssessmentView:
    return Judgement(catalogue, lambda: NOON).view(stuttgart)
