"""The reference data of resources/catalogue, read and validated."""

from __future__ import annotations

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
