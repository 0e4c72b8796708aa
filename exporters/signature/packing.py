"""Writing a ZIP in which nothing differs from run to run."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from exporters.signature.archive import packed_entries
from exporters.signature.zip_format import (
    CENTRAL,
    CENTRAL_MARK,
    DEFLATED,
    END,
    END_MARK,
    LOCAL,
    LOCAL_MARK,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION: Final = 20
"""2.0, the first with Deflate."""
_MIDNIGHT, _EARLIEST_DAY = 0, 0x21
"""1 January 1980, 0:00: the earliest moment a ZIP knows."""


def write_archive(contents: Mapping[str, bytes], origin: bytes = b"") -> bytes:
    """A ZIP of these entries in this order.

    What lies unchanged in the archive ``origin`` is copied as it was packed there: packing a long document
    again would take longer than signing it.
    """
    reusable = {entry.name: (entry, packed) for entry, packed in packed_entries(origin)} if origin else {}
    body = bytearray()
    directory = bytearray()
    for name, content in contents.items():
        checksum = zlib.crc32(content)
        entry, packed = reusable.get(name, (None, b""))
        if entry and (entry.checksum, entry.expanded) == (checksum, len(content)):
            method = entry.method
        else:
            method, packed = DEFLATED, _deflated(content)
        encoded = name.encode("ascii")
        common = (
            *(_VERSION, 0, method, _MIDNIGHT, _EARLIEST_DAY),
            *(checksum, len(packed), len(content), len(encoded), 0),
        )
        directory += CENTRAL.pack(CENTRAL_MARK, _VERSION, *common, 0, 0, 0, 0, len(body)) + encoded
        body += LOCAL.pack(LOCAL_MARK, *common) + encoded + packed
    end = END.pack(END_MARK, 0, 0, len(contents), len(contents), len(directory), len(body), 0)
    return bytes(body + directory + end)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
