"""Settings of an account that the catalogue proposes to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.presence import AccountSetting

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.domain.presence import Channel


def proposed_settings(catalogue: Catalogue, channel: Channel) -> tuple[AccountSetting, ...]:
    """Return what the catalogue proposes for the channel's platform and its list does not have yet.

    Nothing of it is checked; the note says that it is a proposal, from which source and of when.
    """
    platform = catalogue.platforms.get(channel.platform_id)
    known = {item.id for item in channel.settings}
    options = () if platform is None else platform.configuration_options
    return tuple(_proposal(catalogue, option_id) for option_id in options if option_id not in known)


def _proposal(catalogue: Catalogue, option_id: str) -> AccountSetting:
    option = catalogue.configuration_options[option_id]
    as_of = ".".join(reversed(option.fact.as_of.split("-")))
    source = f" Quelle: {option.fact.source}" if option.fact.source else ""
    return AccountSetting(
        id=option.id,
        name=option.title,
        wanted=option.fact.text,
        note=f"Vorschlag des Katalogs, Stand {as_of}.{source}",
    )
