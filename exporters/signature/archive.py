"""The ZIP container, read so strictly that no two programs can see different files in it.

Word, Excel and this program must read the same bytes under the same names, or a signature says nothing. Hence
an own reader of some hundred lines instead of ``zipfile``, which (rightly, for its purpose) makes the best of
odd archives: here local headers and central directory must agree, every byte must belong to exactly one
entry, and nothing is inflated beyond its declared size. Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dsfa_app.errors import DocumentError
from exporters.signature.findings import ADVICE_CHOOSE, ADVICE_RESEND, Kind, Severity
from exporters.signature.zip_format import (
    CENTRAL,
    CENTRAL_MARK,
    DEFLATED,
    DESCRIPTOR_MARK,
    END,
    END_MARK,
    FLAG_DESCRIPTOR,
    FLAGS_ENCRYPTED,
    LOCAL,
    LOCAL_MARK,
    STORED,
    Entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding

MAX_FILE: Final = 64 * 2**20
"""Bytes of the file as it lies on the disk."""
MAX_EXPANDED: Final = 128 * 2**20
"""Bytes of all entries together: with the file itself, what a verification holds in memory."""
MAX_ENTRIES: Final = 2000
MAX_RATIO: Final = 200
"""Expanded to packed size of one entry; real XML parts stay below 100."""
_RATIO_FREE: Final = 2**20
"""Entries up to this size may shrink as they like: a small empty sheet does no harm."""

Z_FOREIGN = Kind(
    "Z01", Severity.FATAL, "Die Datei ist kein Word- oder Excel-Dokument (kein ZIP-Archiv).", ADVICE_CHOOSE
)
Z_TRUNCATED = Kind("Z02", Severity.FATAL, "Die Datei ist unvollständig oder beschädigt.", ADVICE_CHOOSE)
Z_TOO_LARGE = Kind("Z03", Severity.FATAL, "Die Datei ist größer als {limit} MB.", ADVICE_CHOOSE)
Z_TOO_MANY = Kind("Z04", Severity.FATAL, "Die Datei enthält mehr als {limit} Einträge.", ADVICE_CHOOSE)
Z_BOMB = Kind(
    "Z05",
    Severity.FATAL,
    "Die Datei ist so gepackt, dass sie beim Öffnen übermäßig groß würde („{entry}“).",
    ADVICE_RESEND,
)
Z_ENCRYPTED = Kind(
    "Z06",
    Severity.FATAL,
    "Die Datei ist verschlüsselt.",
    "Entfernen Sie in Word oder Excel das Kennwort zum Öffnen und speichern Sie die Datei neu.",
)
Z_METHOD = Kind("Z07", Severity.FATAL, "Der Eintrag „{entry}“ ist auf unbekannte Art gepackt.", ADVICE_CHOOSE)
Z_DAMAGED = Kind("Z08", Severity.FATAL, "Der Eintrag „{entry}“ ist beschädigt.", ADVICE_CHOOSE)
Z_DUPLICATE = Kind("Z10", Severity.ERROR, "Der Eintrag „{entry}“ kommt mehrfach in der Datei vor.")
Z_NAME = Kind("Z11", Severity.ERROR, "Der Eintragsname „{entry}“ ist in einem Dokument nicht zulässig.")
Z_MISMATCH = Kind(
    "Z12",
    Severity.ERROR,
    "Der Eintrag „{entry}“ ist im Verzeichnis der Datei anders beschrieben als an seiner Stelle.",
)
Z_STRAY_BYTES = Kind(
    "Z13",
    Severity.ERROR,
    "Die Datei enthält vor, zwischen oder nach ihren Einträgen fremde oder doppelt genutzte Bytes.",
)

_STEP: Final = 2**18
"""Bytes that are inflated, or come out of it, at a time."""
_OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_COMMENT: Final = 0xFFFF
_ZIP64: Final = 0xFFFFFFFF
_EXTRA_HEADER: Final = struct.Struct("<2H")
_EXTRA_FORBIDDEN: Final = {0x0001, 0x7075}
"""ZIP64 sizes (needless below 4 GB) and Unicode path (a second name)."""
_SEGMENT: Final = r"[A-Za-z0-9_\-.()+~!$&',;=@]+"
_NAME: Final = re.compile(rf"{_SEGMENT}(/{_SEGMENT})*")
"""Characters that stand for themselves in a URI and in file names everywhere: one part, one spelling."""
_LONGEST_NAME: Final = 255


class RefusedPackageError(DocumentError):
    """The package is not read any further; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.sentence)
        self.finding = finding


def read_archive(data: bytes) -> dict[str, bytes]:
    """The contents of a ZIP by entry name, in the order in which they lie in the file.

    Raises:
        RefusedPackageError: with a finding of family Z: foreign, damaged, encrypted, too large, or ambiguous.
    """
    return {entry.name: _expand(packed, entry) for entry, packed in packed_entries(data)}


def packed_entries(data: bytes) -> list[tuple[Entry, memoryview]]:
    """The entries of a ZIP with their contents as packed, in the order in which they lie in the file.

    Raises:
        RefusedPackageError: as ``read_archive``, but for contents that do not expand as they should.
    """
    if len(data) > MAX_FILE:
        raise RefusedPackageError(Z_TOO_LARGE.found(limit=MAX_FILE // 2**20))
    if data.startswith(_OLE_MARK):
        # Word wraps encrypted packages in an OLE file; the old binary formats start the same way.
        raise RefusedPackageError((Z_ENCRYPTED if _is_encrypted_ooxml(data) else Z_FOREIGN).found())
    start, size, count = _directory(data)
    entries = sorted(_entries(data, start, size, count), key=lambda entry: entry.offset)
    _check_names(entries)
    _check_sizes(entries)
    # Views, not copies: the file is in memory once, however its entries are packed.
    whole = memoryview(data)
    contents: list[tuple[Entry, memoryview]] = []
    spans: list[tuple[int, int]] = []
    for entry in entries:
        content_start = _check_local_header(data, entry)
        packed_end = content_start + entry.packed
        if packed_end > start:
            raise RefusedPackageError(Z_STRAY_BYTES.found())
        contents.append((entry, whole[content_start:packed_end]))
        spans.append((entry.offset, packed_end + _descriptor_length(data, packed_end, entry)))
    _check_no_gaps(spans, start)
    return contents


def _is_encrypted_ooxml(data: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in data


def _directory(data: bytes) -> tuple[int, int, int]:
    """Start, size and number of entries of the central directory, from the end record."""
    found = data.rfind(END_MARK, max(0, len(data) - END.size - _LONGEST_COMMENT))
    if found < 0 or found + END.size > len(data):
        raise RefusedPackageError((Z_TRUNCATED if data.startswith(LOCAL_MARK) else Z_FOREIGN).found())
    _, disk, first_disk, here, count, size, start, _ = END.unpack_from(data, found)
    if disk or first_disk or here != count or _ZIP64 in (size, start):
        raise RefusedPackageError(Z_FOREIGN.found())
    if count > MAX_ENTRIES:
        raise RefusedPackageError(Z_TOO_MANY.found(limit=MAX_ENTRIES))
    # A comment, a second archive behind or bytes in front: programs would disagree on where the archive is.
    if found + END.size != len(data) or start + size != found:
        raise RefusedPackageError(Z_STRAY_BYTES.found())
    return start, size, count


def _entries(data: bytes, start: int, size: int, count: int) -> Iterator[Entry]:
    position, end = start, start + size
    for _ in range(count):
        if position + CENTRAL.size > end:
            raise RefusedPackageError(Z_TRUNCATED.found())
        record = CENTRAL.unpack_from(data, position)
        mark, _, _, flags, method, _, _, checksum, packed, expanded = record[:10]
        name_length, extra_length, comment_length, disk, _, _, offset = record[10:]
        name_start = position + CENTRAL.size
        extra_start = name_start + name_length
        position = extra_start + extra_length + comment_length
        if mark != CENTRAL_MARK or disk or position > end:
            raise RefusedPackageError(Z_TRUNCATED.found())
        name = data[name_start:extra_start].decode("ascii", "replace")
        if flags & FLAGS_ENCRYPTED:
            raise RefusedPackageError(Z_ENCRYPTED.found())
        if comment_length or _forbidden_extra(data[extra_start : extra_start + extra_length]):
            raise RefusedPackageError(Z_MISMATCH.found(entry=name))
        yield Entry(name, flags, method, checksum, packed, expanded, offset)
    if position != end:
        raise RefusedPackageError(Z_STRAY_BYTES.found())


def _forbidden_extra(extra: bytes) -> bool:
    position = 0
    while position + _EXTRA_HEADER.size <= len(extra):
        identifier, length = _EXTRA_HEADER.unpack_from(extra, position)
        if identifier in _EXTRA_FORBIDDEN:
            return True
        position += _EXTRA_HEADER.size + length
    return False


def _check_names(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if not _is_clean_name(entry.name):
            raise RefusedPackageError(Z_NAME.found(entry=entry.name))
        # Part names are compared without regard to case (ECMA-376-2 §9.1.1.5).
        if entry.name.lower() in seen:
            raise RefusedPackageError(Z_DUPLICATE.found(entry=entry.name))
        seen.add(entry.name.lower())


def _is_clean_name(name: str) -> bool:
    if name == "[Content_Types].xml":
        return True
    return (
        len(name) <= _LONGEST_NAME
        and _NAME.fullmatch(name) is not None
        and not any(segment.endswith(".") for segment in name.split("/"))
    )


def _check_sizes(entries: list[Entry]) -> None:
    if sum(entry.expanded for entry in entries) > MAX_EXPANDED:
        raise RefusedPackageError(Z_BOMB.found(entry=max(entries, key=lambda e: e.expanded).name))
    for entry in entries:
        if entry.expanded > _RATIO_FREE and entry.expanded > entry.packed * MAX_RATIO:
            raise RefusedPackageError(Z_BOMB.found(entry=entry.name))


def _check_local_header(data: bytes, entry: Entry) -> int:
    """Where the content starts, after the local header was found to say the same as the directory."""
    if entry.offset + LOCAL.size > len(data):
        raise RefusedPackageError(Z_TRUNCATED.found())
    mark, _, flags, method, _, _, checksum, packed, expanded, name_length, extra_length = LOCAL.unpack_from(
        data, entry.offset
    )
    name_start = entry.offset + LOCAL.size
    extra_start: int = name_start + name_length
    content_start: int = extra_start + extra_length
    sizes = (checksum, packed, expanded)
    # With a data descriptor the sizes stand behind the content and the header may hold zeros.
    known = (entry.checksum, entry.packed, entry.expanded)
    agree = sizes == known or (flags & FLAG_DESCRIPTOR and sizes == (0, 0, 0))
    if (
        mark != LOCAL_MARK
        or (flags, method) != (entry.flags, entry.method)
        or data[name_start:extra_start] != entry.name.encode("ascii", "replace")
        or not agree
        or _forbidden_extra(data[extra_start:content_start])
    ):
        raise RefusedPackageError(Z_MISMATCH.found(entry=entry.name))
    return content_start


def _descriptor_length(data: bytes, position: int, entry: Entry) -> int:
    if not entry.flags & FLAG_DESCRIPTOR:
        return 0
    plain = struct.pack("<3L", entry.checksum, entry.packed, entry.expanded)
    for form in (DESCRIPTOR_MARK + plain, plain):
        if data.startswith(form, position):
            return len(form)
    raise RefusedPackageError(Z_MISMATCH.found(entry=entry.name))


def _expand(packed: memoryview, entry: Entry) -> bytes:
    if entry.method == STORED:
        content = bytes(packed)
    elif entry.method == DEFLATED:
        try:
            content = _inflated(packed, entry)
        except zlib.error:
            raise RefusedPackageError(Z_DAMAGED.found(entry=entry.name)) from None
    else:
        raise RefusedPackageError(Z_METHOD.found(entry=entry.name))
    if len(content) != entry.expanded or zlib.crc32(content) != entry.checksum:
        raise RefusedPackageError(Z_DAMAGED.found(entry=entry.name))
    return content


def _inflated(packed: memoryview, entry: Entry) -> bytes:
    """Inflate step by step into one buffer: in one go the parts and their sum would both be in memory."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = io.BytesIO()
    for start in range(0, len(packed), _STEP):
        if inflater.eof:
            raise RefusedPackageError(Z_DAMAGED.found(entry=entry.name))
        pending: bytes | memoryview = packed[start : start + _STEP]
        while len(pending) and not inflater.eof:
            content.write(inflater.decompress(pending, _STEP))
            if content.tell() > entry.expanded:
                raise RefusedPackageError(Z_BOMB.found(entry=entry.name))
            pending = inflater.unconsumed_tail
    # at most what a few bits of input still stand for
    content.write(inflater.flush())
    if not inflater.eof or inflater.unused_data:
        raise RefusedPackageError(Z_DAMAGED.found(entry=entry.name))
    return content.getvalue()


def _check_no_gaps(spans: list[tuple[int, int]], end: int) -> None:
    starts_first = not spans or spans[0][0] == 0
    if not starts_first or any(one[1] != other[0] for one, other in pairwise([*spans, (end, end)])):
        raise RefusedPackageError(Z_STRAY_BYTES.found())
