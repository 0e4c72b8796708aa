"""Attack vectors that make programs see different files in one archive."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

from signature.forgery import (
    entries,
    pack,
    pack_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from signature.scene import Scene


def twice(*, evil_first: bool) -> Callable[[Scene], bytes]:
    def build(scene: Scene) -> bytes:
        contents = list(entries(scene.signed_docx).items())
        evil = ("word/document.xml", b"<evil/>")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return pack_list([evil, *contents] if evil_first else [*contents, evil])

    return build


def another_case(scene: Scene) -> bytes:
    return pack_list([("WORD/document.xml", b"<evil/>"), *entries(scene.signed_docx).items()])


def another_name_in_the_header(scene: Scene) -> bytes:
    data = scene.signed_docx
    position = data.index(b"word/document.xml")
    return data[:position] + b"word/documents.ml" + data[position + 17 :]


def second_name(scene: Scene) -> bytes:
    """A Unicode path beside the name, which some readers prefer."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries(scene.signed_docx).items():
            info = zipfile.ZipInfo(name)
            info.extra = b"\x75\x70\x02\x00xx" if name == "word/document.xml" else b""
            archive.writestr(info, content)
    return buffer.getvalue()


def hidden_entry(scene: Scene) -> bytes:
    buffer = io.BytesIO(scene.signed_docx)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.filelist.remove(archive.infolist()[-1])
        archive._didModify = True
    return buffer.getvalue()


def overlapping(scene: Scene) -> bytes:
    """Two entries of the directory share their bytes: the second lies inside the first."""
    inner = b"<evil/>"
    name = b"word/evil.xml"
    header = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0x21, zlib.crc32(inner), len(inner), len(inner), len(name), 0
    )
    carried = header + name + inner
    data = pack(entries(scene.signed_docx) | {"word/carrier.xml": carried})
    offset = data.index(carried)
    end = data.rindex(b"PK\5\6")
    record = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0x21, zlib.crc32(inner), len(inner), len(inner),
        len(name), 0, 0, 0, 0, 0, offset,
    ) + name  # fmt: skip
    count, size, start = struct.unpack_from("<H2L", data, end + 10)
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count + 1, count + 1, size + len(record), start, 0)
    return data[:end] + record + tail


def bomb(scene: Scene) -> bytes:
    return pack(entries(scene.signed_docx) | {"word/media/a.jpeg": bytes(40 * 2**20)}, zipfile.ZIP_DEFLATED)
