"""Which place of the manual explains which page of an assessment."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CHAPTERS: Mapping[str, str] = MappingProxyType(
    {
        "occasion": "verarbeitung-beschreiben.md#anlass-und-beteiligte",
        "threshold": "schwellwertanalyse.md",
        "purposes": "verarbeitung-beschreiben.md#zwecke-und-daten",
        "channels": "plattformen-und-kanaele.md",
        "responsibilities": "verarbeitung-beschreiben.md#rollen-verträge-drittland",
        "necessity": "verarbeitung-beschreiben.md#notwendigkeit-und-alternativen",
        "transparency": "verarbeitung-beschreiben.md#transparenz-und-betroffenenrechte",
        "risks": "risiken-bewerten.md",
        "measures": "massnahmen.md",
        "residual": "restrisiko-und-entscheidung.md",
        "consultation": "restrisiko-und-entscheidung.md#dsb-und-betroffene",
        "decision": "restrisiko-und-entscheidung.md#ergebnis-und-freigabe",
        "export": "export-und-signatur.md",
        "sign_off": "unterschriften.md",
        "review": "ueberpruefung.md",
        "versions": "fassungen-und-verlauf.md",
    }
)
"""File name and, where one file explains several pages, the heading; by the id of the page."""
