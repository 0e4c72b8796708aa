"""Hostile files: ``bench_hostile.py build DIR`` makes one of each shape, ``… judge FILE`` verifies one.

Each shape is a signed document blown up where one step of the verification might take more than linear time
or more memory than the file has. Judging is a process of its own that holds nothing else, so its time and its
peak memory are those of the verifier; it prints the number of findings, and fails when it lets a file pass.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Entries = dict[str, bytes]

MIB: Final = 2**20
PASSPHRASE: Final = "only for this measurement"  # noqa: S105 - the key lives as long as the process
_SIGNATURE: Final = "_xmlsignatures/sig1.xml"
_SIGNATURES: Final = "_xmlsignatures/_rels/origin.sigs.rels"
_TYPES: Final = "[Content_Types].xml"
_ROOT: Final = "_rels/.rels"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
_SIGNATURE_TYPE: Final = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"


def packed(entries: Entries, method: int = zipfile.ZIP_STORED) -> bytes:
    """Pack entries as a document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def _inserted(entries: Entries, name: str, before: bytes, text: bytes) -> Entries:
    head, mark, tail = entries[name].rpartition(before)
    return {**entries, name: head + text + mark + tail}


def _padded(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


def _numbered(form: bytes, size: int) -> bytes:
    return b"".join(form.replace(b"@", b"%d" % number) for number in range(size // len(form)))


# -- the archive --


def _too_large(entries: Entries) -> bytes:
    return packed({**entries, "word/media/picture.png": os.urandom(MIB) * 100})


def _as_large_as_may_be(entries: Entries) -> bytes:
    """Hold a large signed part that every one of twenty signatures asks for."""
    signed = {**entries, "docProps/thumbnail.jpeg": os.urandom(MIB) * 60}
    return packed(_with_signatures(signed, b""))


def _bomb(entries: Entries) -> bytes:
    return packed({**entries, "word/media/picture.png": bytes(1000 * MIB)}, zipfile.ZIP_DEFLATED)


def _many_small_bombs(entries: Entries) -> bytes:
    return packed(
        {**entries, **{f"word/media/{number}.png": bytes(MIB) for number in range(1900)}},
        zipfile.ZIP_DEFLATED,
    )


def _hardly_packed(entries: Entries) -> bytes:
    """Expand to as much as may be, from a file as large as may be, each entry below the refused ratio."""
    content = b"".join(os.urandom(150) + bytes(20_000) for _ in range(200))
    more = {f"word/media/{number}.jpeg": content for number in range(15)}
    more["word/media/n.jpeg"] = os.urandom(60 * MIB)
    return packed({**entries, **more}, zipfile.ZIP_DEFLATED)


def _one_large_entry(entries: Entries) -> bytes:
    content = b"".join(os.urandom(150) + bytes(20_000) for _ in range(6200))
    return packed({**entries, "word/media/n.jpeg": content}, zipfile.ZIP_DEFLATED)


def _a_million_entries(entries: Entries) -> bytes:
    whole = packed(entries)
    start = whole.index(b"PK\1\2")
    return whole[:start] + whole[start : start + 64] * 1_500_000 + whole[-22:]


# -- content types and relationships --


def _deep(entries: Entries) -> bytes:
    return packed(entries | dict.fromkeys((_TYPES,), b"<a>" * (2 * MIB)))


def _deep_relationships(entries: Entries) -> bytes:
    return packed({**entries, _ROOT: _padded(b"<a>", 7 * MIB)})


def _deep_signature(entries: Entries) -> bytes:
    return packed({**entries, _SIGNATURE: _padded(b"<a>", 7 * MIB)})


def _many_types(entries: Entries) -> bytes:
    kinds = _numbered(b'<Default Extension="x@" ContentType="a/b"/>', 7 * MIB)
    return packed(_inserted(entries, _TYPES, b"</Types>", kinds))


def _many_relationships(entries: Entries) -> bytes:
    links = _numbered(
        f'<Relationship Id="x@" Type="{_EXTENDED}" Target="docProps/app.xml"/>'.encode(), 7 * MIB
    )
    return packed(_inserted(entries, _ROOT, b"</Relationships>", links))


def _many_lists_of_relationships(entries: Entries) -> bytes:
    content = b'<Relationships xmlns="%s">%s</Relationships>' % (
        _RELATIONSHIPS.encode(),
        _padded(b"<!---->", 30 * 1024),
    )
    return packed({**entries, **{f"word/_rels/{n}.xml.rels": content for n in range(1900)}})


def _many_attributes(entries: Entries) -> bytes:
    return packed({**entries, _ROOT: b"<a " + _numbered(b'x@="" ', 7 * MIB) + b"/>"})


def _one_long_declaration(entries: Entries) -> bytes:
    return packed({**entries, _ROOT: b"<?xml " + _padded(b"encoding =", 7 * MIB)})


# -- signatures --


def _many_elements(entries: Entries) -> bytes:
    return packed(_inserted(entries, _SIGNATURE, b"</SignatureProperties>", _padded(b"<a/>", 7 * MIB)))


def _long_manifest(entries: Entries) -> bytes:
    reference = (
        b'<Reference URI="/word/@.xml?ContentType=a"><DigestMethod Algorithm="a"/>'
        b"<DigestValue>AAAA</DigestValue></Reference>"
    )
    return packed(_inserted(entries, _SIGNATURE, b"</Manifest>", _numbered(reference, 7 * MIB)))


def _many_picks(entries: Entries) -> bytes:
    pick = b'<m:RelationshipReference xmlns:m="urn:x" SourceId="rId@"/>'
    return packed(_inserted(entries, _SIGNATURE, b"</Transform>", _numbered(pick, 7 * MIB)))


def _long_value(entries: Entries) -> bytes:
    return packed(_inserted(entries, _SIGNATURE, b"</SignatureValue>", _padded(b"A B\n", 7 * MIB)))


def _long_certificate(entries: Entries) -> bytes:
    return packed(_inserted(entries, _SIGNATURE, b"</X509Certificate>", _padded(b"MIIA", 7 * MIB)))


def _many_namespaces(entries: Entries) -> bytes:
    declared = _numbered(b'xmlns:n@="urn:@" ', MIB)
    inside = b"<p " + declared + b">" + _padded(b"<a/>", 6 * MIB) + b"</p>"
    return packed(_inserted(entries, _SIGNATURE, b"</SignatureProperties>", inside))


def _nested_namespaces(entries: Entries) -> bytes:
    levels = 200
    declared = _numbered(b'xmlns:n@="urn:%d" ', 20_000)
    opened = b"".join(b"<p " + declared.replace(b"%d", b"%d" % level) + b">" for level in range(levels))
    inside = opened + _padded(b"<a/>", 200_000) + b"</p>" * levels
    return packed(_inserted(entries, _SIGNATURE, b"</SignatureProperties>", inside))


def _many_objects(entries: Entries) -> bytes:
    reference = (
        b'<Reference URI="#o@"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        b"<DigestValue>AAAA</DigestValue></Reference>"
    )
    more = _inserted(entries, _SIGNATURE, b"</Signature>", _numbered(b'<Object Id="o@"/>', MIB))
    return packed(_inserted(more, _SIGNATURE, b"</SignedInfo>", _numbered(reference, 6 * MIB)))


def _many_signatures(entries: Entries) -> bytes:
    return packed(_with_signatures(entries, b"A" * 3 * MIB))


def _with_signatures(entries: Entries, padding: bytes) -> Entries:
    """Give a document as many signatures as are looked at."""
    more = dict(entries)
    types = links = b""
    end = b"</SignatureProperties>"
    for number in range(2, 21):
        name = f"_xmlsignatures/sig{number}.xml"
        more[name] = entries[_SIGNATURE].replace(end, padding + end, 1)
        types += f'<Override PartName="/{name}" ContentType="{_SIGNATURE_TYPE}"/>'.encode()
        links += (
            f'<Relationship Id="s{number}" Type="{_RELATIONSHIPS}/digital-signature/signature" '
            f'Target="sig{number}.xml"/>'
        ).encode()
    more = _inserted(more, _TYPES, b"</Types>", types)
    return _inserted(more, _SIGNATURES, b"</Relationships>", links)


def _large_assessment(entries: Entries) -> bytes:
    more = {**entries, "dsfa/assessment.json": b"[" + _padded(b"[[],[]],", 31 * MIB) + b"0]"}
    return packed(_inserted(more, _TYPES, b"</Types>", b'<Default Extension="json" ContentType="a/b"/>'))


SHAPES: Final[dict[str, Callable[[Entries], bytes]]] = {
    one.__name__.removeprefix("_"): one
    for one in (
        _too_large, _as_large_as_may_be, _bomb, _many_small_bombs, _hardly_packed, _one_large_entry,
        _a_million_entries, _deep, _deep_relationships, _deep_signature, _many_types, _many_relationships,
        _many_lists_of_relationships, _many_attributes, _one_long_declaration, _many_elements, _long_manifest,
        _many_picks, _long_value, _long_certificate, _many_namespaces, _nested_namespaces, _many_objects,
        _many_signatures, _large_assessment,
    )
}  # fmt: skip


def signed_entries() -> Entries:
    """Sign the smallest document the hostile ones are made of."""
    import docx  # noqa: PLC0415 - judging must not hold it in memory

    from dsfa_app.bootstrap import now  # noqa: PLC0415
    from exporters.signature import KeyType, SigningOptions, create_self_signed, load_pkcs12, sign_package  # noqa: PLC0415

    key = create_self_signed("Messung", "DSFA-Werkbank", passphrase=PASSPHRASE, key_type=KeyType.EC_P256)
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    data = sign_package(buffer.getvalue(), load_pkcs12(key, PASSPHRASE), SigningOptions(signing_time=now()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def build(directory: Path) -> dict[str, list[float]]:
    """Write a file of every shape, and say how many bytes each has."""
    directory.mkdir(parents=True, exist_ok=True)
    entries = signed_entries()
    sizes = {}
    for name, shape in SHAPES.items():
        data = shape(entries)
        (directory / f"{name}.docx").write_bytes(data)
        sizes[name] = [float(len(data))]
    return sizes


def judge(file: Path) -> dict[str, list[float]]:
    """Verify a file as the program does when it is dropped on the window.

    Raises:
        ValueError: the file passed.
    """
    from datetime import UTC, datetime  # noqa: PLC0415 - see signed_entries

    from dsfa_app.errors import DocumentError  # noqa: PLC0415
    from dsfa_app.services.verification import verify_file  # noqa: PLC0415

    try:
        answer = verify_file(file, at=datetime.now(UTC)).as_dict()
    except DocumentError:
        return {"findings": [0.0]}
    if answer["verdict"] not in {"invalid", "unreadable"}:
        raise ValueError(file.name)
    return {"findings": [float(len(answer["findings"]))]}


if __name__ == "__main__":
    action, path = sys.argv[1:]
    print(json.dumps(build(Path(path)) if action == "build" else judge(Path(path))), flush=True)
