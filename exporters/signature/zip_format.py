"""The records of a ZIP file, shared by reading and writing (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

LOCAL: Final = struct.Struct("<4s5H3L2H")
"""Mark, version, flags, method, time, date, CRC-32, packed size, expanded size, length of name and extra."""
CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
"""As above with the maker's version in front; then length of comment, disk, attributes, offset."""
END: Final = struct.Struct("<4s4H2LH")
"""Mark, disks, number of entries twice, size and offset of the directory, length of comment."""
LOCAL_MARK: Final = b"PK\x03\x04"
CENTRAL_MARK: Final = b"PK\x01\x02"
END_MARK: Final = b"PK\x05\x06"
DESCRIPTOR_MARK: Final = b"PK\x07\x08"

STORED: Final = 0
DEFLATED: Final = 8

FLAG_DESCRIPTOR: Final = 0x8
"""Checksum and sizes stand behind the content."""
FLAGS_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
"""Encryption, strong encryption, masked headers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the central directory; ``packed`` and ``expanded`` are sizes in bytes."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    expanded: int
    offset: int
