"""Web addresses that may become links: well-formed, absolute, and written so that every reader takes them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_ABSOLUTE = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f\x7f\ud800-\udfff]+\Z")
_KEPT = "/%:@!$&'()*+,;=~-._"


def web_address(text: str) -> str | None:
    """Return the text as a link target (host in IDNA, the rest percent-encoded), None if it is no address."""
    trimmed = text.strip()
    if not _ABSOLUTE.match(trimmed):
        return None
    try:
        parts = urlsplit(trimmed)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not host or parts.username or not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    return urlunsplit(
        (
            parts.scheme,
            f"{host}{port}",
            re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(parts.path, safe=_KEPT)),
            re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(parts.query, safe=_KEPT + "?")),
            re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(parts.fragment, safe=_KEPT + "?")),
        )
    )
