"""A mutation fuzzer over signed documents: 20,000 mutants by ``python -m signature.fuzzing --count 20000``.

A mutant is a signed DOCX or XLSX changed in one to three places: bytes, ZIP records, entries, XML,
relationships, content types, or the signature itself. Deterministic by number and seed. Of every
mutant three things are asked: the verifier answers with a report, within a second of processor time, and
never calls a file valid or untrusted that means something else than the original.
"""

from __future__ import annotations

import argparse
import base64
import copy
import io
import random
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography import x509
from lxml import etree
from signature.forgery import NOW

from exporters.signature import Report, Verdict, verify_package
from exporters.signature.archive import RefusedPackageError
from exporters.signature.names import CONTENT_TYPES, RELATIONSHIPS, ROOT_RELS, SIGNATURE_FOLDER
from exporters.signature.package import read_package
from exporters.signature.rules.package import is_origin_relationship

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


Entries = list[tuple[str, bytes]]
PASSED = {Verdict.VALID, Verdict.UNTRUSTED}
MOST_SECONDS = 1.0
"""Of the processor, for one verification."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SLIPPED_IN = (
    (
        "word/people.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml",
        "people",
    ),
    (
        "word/styles2.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "styles",
    ),
    ("word/fonts/font1.odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont", "font"),
    ("xl/sharedStrings2.xml", "application/xml", "sharedStrings"),
    ("word/evil.bin", "application/vnd.ms-office.vbaProject", "vbaProject"),
    ("docProps/custom.xml", "application/xml", "custom-properties"),
)
_EVIL_TEXTS = (
    "",
    "x",
    "../evil.xml",
    "https://evil.example/",
    "0",
    "//",
    "%2e",
    "\u202e",
    "A" * 3000,
    "#",
    "?",
)


@dataclass(frozen=True)
class Base:
    """A signed file the mutants are made of, with what its verifier said about it."""

    name: str
    data: bytes
    roots: tuple[x509.Certificate, ...] = ()

    def judge(self, data: bytes) -> Report:
        return verify_package(data, trusted_roots=self.roots, at=NOW, file_name=self.name)


@dataclass
class Outcome:
    """What became of the mutants."""

    verdicts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    same_meaning: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """The figures, and the first faults."""
        figures = (
            f"verdicts {dict(self.verdicts)}, passed with the meaning kept {self.same_meaning}",
            f"slowest {self.slowest:.3f} s, codes {dict(sorted(self.codes.items()))}",
            f"faults {len(self.faults)}",
        )
        return "\n".join((*figures, *self.faults[:40]))


# -- what a file means --


def meaning(data: bytes, report: Report) -> tuple[frozenset[object], frozenset[object]]:
    """Return what a file says outside its signatures, and what each signature claims.

    Left out is what Office never signs and a signature therefore only warns of.
    """
    package = read_package(data)
    left_open = {
        name
        for one in report.signatures
        for name in one.coverage.open_metadata | one.coverage.left_open_by_office
    }
    content: set[object] = set()
    for name, bytes_ in package.parts.items():
        if name.startswith(SIGNATURE_FOLDER) or name in left_open:
            continue
        content.add((name, package.content_types.of(name)))
        if name not in package.relationships:
            content.add((name, bytes_))
        for one in package.relationships.get(name, ()):
            is_origin = name == ROOT_RELS and is_origin_relationship(one)
            if not is_origin and f"{name}#{one.id}" not in left_open:
                content.add((name, one))
    claims = {
        (one.fingerprint, one.signing_time, one.role, one.commitment, one.place, one.comment)
        for one in report.signatures
    }
    return frozenset(content), frozenset(claims)


# -- mutators: whole file --


def _damage(rng: random.Random, data: bytes) -> bytes:
    content = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        if not content:
            break
        start = rng.randrange(len(content))
        length = rng.choice((1, 1, 2, 4, 30, 500))
        match rng.randrange(5):
            case 0 | 1:
                content[start] = rng.randrange(256)
            case 2:
                del content[start : start + length]
            case 3:
                content[start:start] = rng.randbytes(length)
            case _:
                other = rng.randrange(len(content))
                content[start : start + length] = content[other : other + length]
    return bytes(content[: rng.choice((None, None, None, rng.randrange(len(content) + 1)))])


def _zip_field(rng: random.Random, data: bytes) -> bytes:
    """Another value in a header of the archive."""
    content = bytearray(data)
    mark, size = rng.choice(((b"PK\3\4", 30), (b"PK\1\2", 46), (b"PK\5\6", 22)))
    places = (
        [at for at in range(len(content) - 4) if content.startswith(mark, at)] if mark == b"PK\5\6" else []
    )
    at = content.find(mark, 0 if rng.random() < 0.3 else rng.randrange(len(content)))
    at = places[0] if places else at
    if at >= 0:
        position = min(at + rng.randrange(4, size), len(content) - 1)
        content[position] = rng.choice((0, 1, 8, 0xFF, content[position] ^ 1, rng.randrange(256)))
    return bytes(content)


def _around(rng: random.Random, data: bytes) -> bytes:
    """Bytes before or behind, or two archives in one file."""
    extra = rng.choice((b"\0", b"MZ", b"PK\5\6" + bytes(18), data, rng.randbytes(40)))
    return data + extra if rng.random() < 0.5 else extra + data


# -- mutators: entries --


def _pick(rng: random.Random, entries: Entries, *ends: str) -> int:
    fitting = [at for at, (name, _) in enumerate(entries) if not ends or name.endswith(ends)]
    return rng.choice(fitting) if fitting else rng.randrange(len(entries))


def _entry(rng: random.Random, entries: Entries) -> None:
    at, other = _pick(rng, entries), _pick(rng, entries)
    name, content = entries[at]
    match rng.randrange(9):
        case 0:
            del entries[at]
        case 1:
            entries.insert(other, (name, entries[other][1]))
        case 2:
            entries[at], entries[other] = (name, entries[other][1]), (entries[other][0], content)
        case 3:
            entries[at] = (
                rng.choice((name.upper(), name + "x", f"x{name}", name.replace("/", "\\"))),
                content,
            )
        case 4:
            entries.insert(other, (name.swapcase(), content))
        case 5:
            entries[at] = (name, b"")
        case 6:
            rng.shuffle(entries)
        case 7:
            folder, _, file = name.rpartition("/")
            rels = b'<Relationships xmlns="%s"/>' % RELATIONSHIPS.encode()
            entries.append((f"{folder}/_rels/{file}.rels".lstrip("/"), rels))
        case _:
            entries[at] = (name, _damage(rng, content))


def _slip_in(rng: random.Random, entries: Entries) -> None:
    """A new part with or without its type and relationship."""
    name, kind, relationship = rng.choice(_SLIPPED_IN)
    entries.append((name, entries[_pick(rng, entries)][1]))
    if rng.random() < 0.8:
        _insert(
            entries, "[Content_Types].xml", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        )
    if rng.random() < 0.8:
        rels = entries[_pick(rng, entries, ".rels")][0]
        link = f'<Relationship Id="rId{rng.randrange(99)}" Type="{_OFFICE}{relationship}" Target="/{name}"/>'
        _insert(entries, rels, link + "</Relationships>")


def _insert(entries: Entries, part: str, text: str) -> None:
    end = "</" + text.rpartition("</")[2]
    for at, (name, content) in enumerate(entries):
        if name == part:
            entries[at] = (name, content.replace(end.encode(), text.encode()))


# -- mutators: XML --


def _in_xml(rng: random.Random, entries: Entries, *ends: str) -> None:
    """One change to the tree of a part."""
    at = _pick(rng, entries, *ends)
    name, content = entries[at]
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return
    elements = list(root.iter(etree.Element))
    one, other = rng.choice(elements), rng.choice(elements)
    try:
        rng.choice(_TREE_CHANGES)(rng, one, other)
        entries[at] = (name, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    except (ValueError, TypeError):
        return


def _attribute(rng: random.Random, one: etree._Element, other: etree._Element) -> None:
    if not one.attrib:
        one.set(rng.choice(("Id", "x", "SourceType", "{http://www.w3.org/XML/1998/namespace}base")), "x")
        return
    key = rng.choice(list(one.attrib))
    value = rng.choice((*other.attrib.values(), rng.choice(_EVIL_TEXTS), str(one.get(key)) + "x"))
    if rng.random() < 0.2:
        del one.attrib[key]
    else:
        one.set(key, value)


def _text(rng: random.Random, one: etree._Element, other: etree._Element) -> None:
    one.text = rng.choice((other.text, rng.choice(_EVIL_TEXTS), (one.text or "")[1:], f" {one.text or ''}\n"))


def _remove(_rng: random.Random, one: etree._Element, _other: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _repeat(rng: random.Random, one: etree._Element, other: etree._Element) -> None:
    twin = copy.deepcopy(one)
    if other.getparent() is None or rng.random() < 0.5:
        other.append(twin)
    else:
        rng.choice((other.addnext, other.addprevious))(twin)


def _swap(_rng: random.Random, one: etree._Element, other: etree._Element) -> None:
    one.text, other.text = other.text, one.text
    ours, theirs = dict(one.attrib), dict(other.attrib)
    for element, attributes in ((one, theirs), (other, ours)):
        element.attrib.clear()
        element.attrib.update(attributes)


def _rename(rng: random.Random, one: etree._Element, other: etree._Element) -> None:
    one.tag = rng.choice((other.tag, str(one.tag) + "x", etree.QName(one).localname))


def _note(rng: random.Random, one: etree._Element, _other: etree._Element) -> None:
    one.insert(0, rng.choice((etree.Comment("x"), etree.ProcessingInstruction("x"))))


_TREE_CHANGES: tuple[Callable[[random.Random, etree._Element, etree._Element], None], ...] = (
    _attribute, _attribute, _attribute, _text, _text, _remove, _repeat, _swap, _rename, _note,
)  # fmt: skip


def _relationships(rng: random.Random, entries: Entries) -> None:
    _in_xml(rng, entries, ".rels")


def _types(rng: random.Random, entries: Entries) -> None:
    _in_xml(rng, entries, "[Content_Types].xml")


def _signature(rng: random.Random, entries: Entries) -> None:
    _in_xml(rng, entries, *(name for name, _ in entries if name.startswith("_xmlsignatures/sig")))


def _document(rng: random.Random, entries: Entries) -> None:
    _in_xml(rng, entries, "document.xml", "styles.xml", "sheet1.xml", "workbook.xml", "core.xml", "app.xml")


def _base64(rng: random.Random, entries: Entries) -> None:
    """One bit of a digest, of the value, a certificate or a time stamp."""
    at = _pick(rng, entries, *(name for name, _ in entries if name.startswith("_xmlsignatures/sig")))
    name, content = entries[at]
    try:
        root = etree.fromstring(content)
        names = ("DigestValue", "SignatureValue", "X509Certificate", "EncapsulatedTimeStamp")
        places = [one for one in root.iter(etree.Element) if etree.QName(one).localname in names]
        one = rng.choice(places)
        value = bytearray(base64.b64decode(one.text or ""))
        value[rng.randrange(len(value))] ^= 1 << rng.randrange(8)
        one.text = base64.b64encode(value).decode()
        entries[at] = (name, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    except (etree.XMLSyntaxError, ValueError, IndexError):
        return


def _add_signature(rng: random.Random, entries: Entries) -> None:
    """A second signature part, linked or not."""
    signature = _pick(rng, entries, *(name for name, _ in entries if name.startswith("_xmlsignatures/sig")))
    kind = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
    entries.append(("_xmlsignatures/sig9.xml", rng.choice((b"", entries[signature][1]))))
    _insert(
        entries,
        "[Content_Types].xml",
        f'<Override PartName="/_xmlsignatures/sig9.xml" ContentType="{kind}"/></Types>',
    )
    if rng.random() < 0.7:
        link = f'<Relationship Id="s9" Type="{RELATIONSHIPS}/digital-signature/signature" Target="sig9.xml"/>'
        _insert(entries, "_xmlsignatures/_rels/origin.sigs.rels", link + "</Relationships>")


def _default_type(rng: random.Random, entries: Entries) -> None:
    """An override turned into a default for all, or the other way round."""
    at = _pick(rng, entries, "[Content_Types].xml")
    name, content = entries[at]
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return
    if len(root):
        one = rng.choice(list(root))
        kind = one.get("ContentType") or "x"
        one.tag = f"{{{CONTENT_TYPES}}}Default"
        one.attrib.clear()
        one.attrib.update({"Extension": rng.choice(("xml", "rels", "jpeg", "bin")), "ContentType": kind})
    entries[at] = (name, etree.tostring(root))


_ON_FILES: tuple[Callable[[random.Random, bytes], bytes], ...] = (_damage, _zip_field, _zip_field, _around)
_ON_ENTRIES: tuple[Callable[[random.Random, Entries], None], ...] = (
    _entry, _entry, _slip_in, _relationships, _relationships, _types, _signature, _signature, _signature,
    _document, _base64, _base64, _add_signature, _default_type,
)  # fmt: skip


def mutant(base: Base, seed: int, number: int) -> bytes:
    """Return the mutant of that number: always the same for the same base and seed."""
    rng = random.Random(f"{base.name}/{seed}/{number}")
    if rng.random() < 0.2:
        return rng.choice(_ON_FILES)(rng, base.data)
    with zipfile.ZipFile(io.BytesIO(base.data)) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if entries:
            rng.choice(_ON_ENTRIES)(rng, entries)
    buffer = io.BytesIO()
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # entries of one name are part of the trade
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def fuzz(bases: Sequence[Base], seed: int, numbers: range) -> Outcome:
    """Judge the mutants of these numbers, the bases in turn, and say what became of them."""
    outcome = Outcome()
    genuine = {base: meaning(base.data, base.judge(base.data)) for base in bases}
    for number in numbers:
        base = bases[number % len(bases)]
        data = mutant(base, seed, number)
        begin = time.process_time()
        try:
            report = base.judge(data)
            verdict = report.verdict
            report.as_dict()
        except Exception:  # noqa: BLE001 - any exception at all is what is looked for
            outcome.faults.append(f"{base.name} {number}: {traceback.format_exc()}")
            continue
        seconds = time.process_time() - begin
        outcome.slowest = max(outcome.slowest, seconds)
        outcome.verdicts[verdict.value] += 1
        outcome.codes.update({finding.code for finding in report.findings})
        if seconds > MOST_SECONDS:
            outcome.faults.append(f"{base.name} {number}: {seconds:.2f} s")
        if verdict in PASSED:
            outcome.faults.extend(
                f"{base.name} {number}: {why}" for why in _differs(genuine[base], data, report)
            )
            outcome.same_meaning += 1
    return outcome


def _differs(
    genuine: tuple[frozenset[object], frozenset[object]], data: bytes, report: Report
) -> Iterator[str]:
    """Say how a file that passed differs from the original; a co-signature may be missing, not new."""
    try:
        content, claims = meaning(data, report)
    except RefusedPackageError as refusal:
        yield f"passed, but is not readable: {refusal}"
        return
    if content != genuine[0]:
        yield f"passed with other content: {sorted(map(repr, content ^ genuine[0]))[:3]}"
    if not claims <= genuine[1]:
        yield f"passed with other claims: {sorted(map(repr, claims - genuine[1]))[:3]}"


def main() -> int:
    """Fuzz as many mutants as wanted; exit status 1 when one of them shows a fault."""
    from signature.samples import bases  # noqa: PLC0415 - it makes its bases of this module

    arguments = argparse.ArgumentParser(description="Mutation fuzzer over signed documents")
    arguments.add_argument("--count", type=int, default=20_000)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    outcome = fuzz(bases(), chosen.seed, range(chosen.first, chosen.first + chosen.count))
    sys.stdout.write(f"{outcome.told}\n")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
