"""The reference data of resources/catalogue, read and validated.

The public names load on first use: the list of assessments takes a risk profile from this package without
waiting for the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.facts import Evidence, Fact, FactMark, fact_marks
    from dsfa_app.catalogue.loader import load_catalogue
    from dsfa_app.catalogue.model import (
        Attested,
        Basis,
        ConfigurationOption,
        Law,
        Measure,
        MeasureEffect,
        Norm,
        PickerItem,
        Platform,
        PlatformField,
        ProposedRating,
        Risk,
        Ruling,
        Source,
        System,
        Term,
        Trait,
    )
    from dsfa_app.catalogue.threshold_model import RuleEffect, ThresholdGroup, ThresholdRule

__all__ = [
    "Attested",
    "Basis",
    "Catalogue",
    "ConfigurationOption",
    "Evidence",
    "Fact",
    "FactMark",
    "Law",
    "Measure",
    "MeasureEffect",
    "Norm",
    "PickerItem",
    "Platform",
    "PlatformField",
    "ProposedRating",
    "Risk",
    "RuleEffect",
    "Ruling",
    "Source",
    "System",
    "Term",
    "ThresholdGroup",
    "ThresholdRule",
    "Trait",
    "fact_marks",
    "load_catalogue",
]

_HOMES = {
    "Attested": "model",
    "Basis": "model",
    "Catalogue": "catalogue",
    "ConfigurationOption": "model",
    "Evidence": "facts",
    "Fact": "facts",
    "FactMark": "facts",
    "Law": "model",
    "Measure": "model",
    "MeasureEffect": "model",
    "Norm": "model",
    "PickerItem": "model",
    "Platform": "model",
    "PlatformField": "model",
    "ProposedRating": "model",
    "Risk": "model",
    "RuleEffect": "threshold_model",
    "Ruling": "model",
    "Source": "model",
    "System": "model",
    "Term": "model",
    "ThresholdGroup": "threshold_model",
    "ThresholdRule": "threshold_model",
    "Trait": "model",
    "fact_marks": "facts",
    "load_catalogue": "loader",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return getattr(import_module(f"{__name__}.{home}"), name)
