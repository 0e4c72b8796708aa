"""Fixtures every area may use: a running program without its window, on a folder of the test's own."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dsfa_app.bootstrap import Application, open_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from smart_cards import Card

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def counting_ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


@pytest.fixture(scope="session")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    """A card in software, inserted; ask for it in tests marked with ``smart_cards.needs_card``."""
    from smart_cards import inserted_card  # noqa: PLC0415 - most tests need no PKCS #11

    with inserted_card(tmp_path_factory.mktemp("karte")) as inserted:
        yield inserted


@pytest.fixture
def app(tmp_path: Path, counting_ids: Callable[[], str]) -> Iterator[Application]:
    """The program on an empty data folder; its clock stands still."""
    with open_application(tmp_path / "daten", clock=lambda: NOW, ids=counting_ids) as application:
        yield application
