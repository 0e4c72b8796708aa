"""Family S: the signature part has the one form that leaves nothing to interpretation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters.signature.canonical import MarkupError, canonical
from exporters.signature.findings import ADVICE_RESIGN, Kind, Severity
from exporters.signature.markup import ds, object_by_id, objects, office, transforms_of, xades
from exporters.signature.names import (
    C14N,
    ID_OFFICE_OBJECT,
    ID_PACKAGE_OBJECT,
    MARKUP_COMPATIBILITY,
    XML,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.signature.findings import Finding

MOST_OBJECTS: Final = 16
"""Word writes three, five with a signature line; each is brought into its canonical form by itself."""

S_UNREADABLE = Kind("S01", Severity.ERROR, "Die Signatur ist leer, unlesbar oder übermäßig groß.")
S_FORBIDDEN_XML = Kind("S02", Severity.ERROR, "Die Signatur enthält unzulässige XML-Bestandteile ({what}).")
S_CHILDREN = Kind(
    "S03", Severity.ERROR, "Die Signatur ist nicht so aufgebaut, wie Word und Excel sie schreiben."
)
S_DUPLICATE_ID = Kind("S04", Severity.ERROR, "In der Signatur ist die Kennung „{id}“ mehrfach vergeben.")
S_MANIFEST_PLACE = Kind(
    "S05",
    Severity.ERROR,
    "Die Liste der signierten Bestandteile fehlt, ist mehrfach vorhanden oder liegt am falschen Ort.",
)
S_OFFICE_DETAILS = Kind(
    "S06", Severity.ERROR, "Der Signatur fehlen die Angaben des Office-Programms.", ADVICE_RESIGN
)
S_SIGNED_PROPERTIES = Kind(
    "S07",
    Severity.ERROR,
    "Der Signatur fehlen die signierten Angaben zu Zeit und Zertifikat (XAdES).",
    ADVICE_RESIGN,
)
S_REFERENCE = Kind("S08", Severity.ERROR, "Die Signatur verweist auf eine unzulässige Stelle („{uri}“).")
S_TRANSFORM = Kind(
    "S09", Severity.ERROR, "Die Signatur verändert ihre Daten vor der Prüfung auf unzulässige Weise."
)
S_NOT_REFERENCED = Kind("S10", Severity.ERROR, "Die Signatur umfasst eine Pflichtangabe nicht („{what}“).")
S_UNSIGNED_OBJECT = Kind(
    "S11", Severity.ERROR, "Die Signatur enthält Daten, die sie nicht umfasst („{what}“)."
)


def is_plain_markup(root: etree._Element) -> Iterator[Finding]:
    """No comments or instructions (they split texts), no xml: attributes (C14N inherits them), no mc:."""
    if root.getprevious() is not None or root.getnext() is not None:
        yield S_FORBIDDEN_XML.found(what="Kommentar")
    for element in root.iter():
        # lxml gives comments, instructions and entities a function for a tag, which its stubs do not say.
        if callable(element.tag):
            yield S_FORBIDDEN_XML.found(what="Kommentar")
            return
        names = [str(element.tag), *map(str, element.attrib)]
        for namespace in (XML, MARKUP_COMPATIBILITY):
            if any(name.startswith(f"{{{namespace}}}") for name in names):
                yield S_FORBIDDEN_XML.found(what=namespace)
                return
    try:
        canonical(root)
    except MarkupError:
        yield S_FORBIDDEN_XML.found(what="Namensraum")


def has_the_children_of_a_signature(root: etree._Element) -> Iterator[Finding]:
    """SignedInfo, SignatureValue, KeyInfo, then objects only; no signature within the signature."""
    children = [str(child.tag) for child in root]
    fixed = [ds("SignedInfo"), ds("SignatureValue"), ds("KeyInfo")]
    inside = ["CanonicalizationMethod", "SignatureMethod"]
    signed_info = root.find(ds("SignedInfo"))
    details = [] if signed_info is None else [str(child.tag) for child in signed_info]
    if (
        root.tag != ds("Signature")
        or children[:3] != fixed
        or any(tag != ds("Object") for tag in children[3:])
        or len(children) > 3 + MOST_OBJECTS
        or details[:2] != [ds(name) for name in inside]
        or any(tag != ds("Reference") for tag in details[2:])
        or any(len(list(root.iter(tag))) != 1 for tag in (ds("Signature"), ds("SignedInfo")))
    ):
        yield S_CHILDREN.found()


def ids_are_unique(root: etree._Element) -> Iterator[Finding]:
    """Two elements with one Id would let digest and content be read from different ones."""
    seen: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            if etree.QName(name).localname.lower() != "id":
                continue
            if str(value) in seen:
                yield S_DUPLICATE_ID.found(id=value)
            seen.add(str(value))


def holds_one_manifest_in_its_place(root: etree._Element) -> Iterator[Finding]:
    """ECMA-376-2 M6.5, M6.15: the object idPackageObject holds one manifest and one set of properties."""
    package_object = object_by_id(root, ID_PACKAGE_OBJECT)
    content = [] if package_object is None else [str(child.tag) for child in package_object]
    if content != [ds("Manifest"), ds("SignatureProperties")] or len(list(root.iter(ds("Manifest")))) != 1:
        yield S_MANIFEST_PLACE.found()


def holds_office_details(root: etree._Element) -> Iterator[Finding]:
    """Word calls a signature without SignatureInfoV1 invalid; so do we."""
    office_object = object_by_id(root, ID_OFFICE_OBJECT)
    path = f"{ds('SignatureProperties')}/{ds('SignatureProperty')}/{office('SignatureInfoV1')}"
    if office_object is None or len(office_object.findall(path)) != 1:
        yield S_OFFICE_DETAILS.found()


def holds_signed_properties_in_their_place(root: etree._Element) -> Iterator[Finding]:
    """One QualifyingProperties, alone in its object, about this very signature."""
    qualifying = list(root.iter(xades("QualifyingProperties")))
    children = [str(child.tag) for one in qualifying for child in one]
    fits = (
        len(qualifying) == 1
        and (parent := qualifying[0].getparent()) is not None
        and parent in objects(root)
        and len(parent) == 1
        and qualifying[0].get("Target", "").removeprefix("#") == root.get("Id", "")
        and children[:1] == [xades("SignedProperties")]
        and all(tag == xades("UnsignedProperties") for tag in children[1:])
        and len(list(root.iter(xades("SignedProperties")))) == 1
        and qualifying[0][0].get("Id")
    )
    if not fits:
        yield S_SIGNED_PROPERTIES.found()


def references_lead_to_signed_places(root: etree._Element) -> Iterator[Finding]:
    """SignedInfo refers to own objects and signed properties, each once, with C14N or nothing."""
    places = {f"#{o.get('Id')}" for o in objects(root) if o.get("Id")} | {_signed_properties_uri(root)}
    seen: set[str] = set()
    for reference in root.iterfind(f"{ds('SignedInfo')}/{ds('Reference')}"):
        uri = reference.get("URI", "")
        if uri not in places or uri in seen:
            yield S_REFERENCE.found(uri=uri)
        seen.add(uri)
        transforms = transforms_of(reference)
        if any(t.get("Algorithm") != C14N or len(t) for t in transforms) or len(transforms) > 1:
            yield S_TRANSFORM.found()


def references_what_must_be_signed(root: etree._Element) -> Iterator[Finding]:
    """Without these references a foreign signature could be transplanted (universal signature forgery)."""
    uris = {r.get("URI", "") for r in root.iterfind(f"{ds('SignedInfo')}/{ds('Reference')}")}
    for uri in (f"#{ID_PACKAGE_OBJECT}", f"#{ID_OFFICE_OBJECT}", _signed_properties_uri(root)):
        if uri not in uris:
            yield S_NOT_REFERENCED.found(what=uri)


def signs_every_object(root: etree._Element) -> Iterator[Finding]:
    """No object is there for show; the one with XAdES is signed through its signed properties."""
    uris = {r.get("URI", "") for r in root.iterfind(f"{ds('SignedInfo')}/{ds('Reference')}")}
    for one in objects(root):
        if f"#{one.get('Id')}" not in uris and one.find(xades("QualifyingProperties")) is None:
            yield S_UNSIGNED_OBJECT.found(what=one.get("Id", "Object"))


def _signed_properties_uri(root: etree._Element) -> str:
    path = f"{ds('Object')}/{xades('QualifyingProperties')}/{xades('SignedProperties')}"
    signed = root.find(path)
    return f"#{signed.get('Id', '')}" if signed is not None else "#"
