"""Which facts of the catalogue help with which field about a platform."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.errors import NotFoundError
from ui.forms.context import FactGroup, HelpTopic
from ui.forms.spec import text_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

_OPERATOR = ("operator.legal_entity", "operator.country", "operator.parent", "status")
_STATISTICS = ("data_categories.owner_statistics", "joint_controllership.scope")
_ROLES = (
    "joint_controllership.scope",
    "joint_controllership.document_name",
    "joint_controllership.evaluation",
    "roles_other",
)
_ARRANGEMENT = (
    "joint_controllership.document_name",
    "joint_controllership.url",
    "joint_controllership.scope",
    "joint_controllership.request_handling",
    "joint_controllership.evaluation",
)
_TRANSFERS = (
    "third_country_transfers.countries",
    "third_country_transfers.instruments",
    "third_country_transfers.dpf_fact",
    "third_country_transfers.issues",
)

FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "PlatformUse": _OPERATOR,
    "PlatformUse.purpose": ("seed_purposes",),
    "PlatformUse.target_group": ("seed_target_groups", "data_categories.minors_min_age"),
    "PlatformUse.minors_addressed": ("data_categories.minors_min_age",),
    "PlatformUse.minors_reason": ("data_categories.minors_min_age",),
    "PlatformUse.statistics": _STATISTICS,
    "PlatformUse.statistics_note": _STATISTICS,
    "PlatformUse.special_categories": ("data_categories.special_categories",),
    "PlatformUse.minimisation": (
        "data_categories.unregistered",
        "data_categories.cookies_tracking",
        "data_categories.profiling_ads",
        "config_specific",
    ),
    "PlatformUse.functions_used": ("config_specific", "data_categories.registered"),
    "PlatformUse.functions_unknown": ("config_specific",),
    "PlatformUse.retention": ("retention",),
    "PlatformUse.legal_position": ("joint_controllership.evaluation", "lead_authority", "dsa_status"),
    "PlatformUse.alternatives": ("self_hosting",),
    "Channel": (*_OPERATOR, "links.privacy_policy"),
    "RoleAllocation": _ROLES,
    "JointArrangement": _ARRANGEMENT,
    "Transfer": _TRANSFERS,
}
"""Field paths of the catalogue by field, or by record where all its fields share them."""


def with_platform_facts(context: PageContext, topic: HelpTopic) -> HelpTopic:
    """Return the topic with what the catalogue knows about the platform the field is about."""
    platform = context.catalogue.platforms.get(_platform_of(context, topic.path))
    key = text_key(topic.path)
    wanted = FACT_FIELDS.get(key, FACT_FIELDS.get(key.split(".")[0], ()))
    if platform is None or not wanted:
        return topic
    labels = context.catalogue.platform_fields
    groups = (
        FactGroup(f"{platform.short_name}: {labels[field].label}", platform.facts_in(field))
        for field in wanted
    )
    return replace(topic, facts=tuple(group for group in groups if group.facts))


def _platform_of(context: PageContext, path: Path) -> str:
    """Return the id of the platform a path is about, empty when it is about none."""
    if len(path) < 2:  # noqa: PLR2004 - a record of a collection takes two steps
        return ""
    collection, record_id, *_ = path
    if collection == "platforms":
        return record_id
    try:
        record = context.editor.value((collection, record_id))
    except (NotFoundError, KeyError):
        return ""
    return str(getattr(record, "platform_id", ""))
