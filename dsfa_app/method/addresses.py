"""Which platform an address on the web belongs to, told by its host."""

from __future__ import annotations

import re

HOSTS = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "tiktok.com": "tiktok",
    "linkedin.com": "linkedin",
    "xing.com": "xing",
    "x.com": "x",
    "twitter.com": "x",
    "flickr.com": "flickr",
    "plus.google.com": "googleplus",
    "threads.net": "threads",
    "threads.com": "threads",
    "bsky.app": "bluesky",
    "whatsapp.com": "whatsapp-kanaele",
    "pinterest.com": "pinterest",
    "pinterest.de": "pinterest",
    "snapchat.com": "snapchat",
    "t.me": "telegram",
    "nebenan.de": "nebenan",
    "vimeo.com": "vimeo",
}
"""Catalogue id of the platform by host; services that run on many hosts, such as Mastodon, are not told."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")
_WEB_HOSTS = ("www.", "m.", "mobile.")


def normal_address(url: str) -> str:
    """Return the address without scheme, ``www.``, capitals and final slash, to compare it with another."""
    bare = _SCHEME.sub("", url.strip().casefold()).rstrip("/")
    for prefix in _WEB_HOSTS:
        bare = bare.removeprefix(prefix)
    return bare


def platform_of(url: str) -> str:
    """Return the catalogue id of the platform this address belongs to, empty where the host does not tell."""
    host = re.split(r"[/?#:]", normal_address(url), maxsplit=1)[0]
    labels = host.split(".")
    for start in range(len(labels) - 1):
        owner = HOSTS.get(".".join(labels[start:]))
        if owner:
            return owner
    return ""
