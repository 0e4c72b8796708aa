"""Changes to the signature part, signed anew, so that only the rule in question can object."""

from __future__ import annotations

import base64
import copy
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from signature.forgery import NOW, SIG1, entries, issue, judge, pack, remade, resigned

from exporters.signature import Verdict, verify_package
from exporters.signature.algorithms import OUTDATED
from exporters.signature.markup import ds, office, xades
from exporters.signature.names import C14N, DS, ID_PACKAGE_OBJECT, OPC_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Callable


def find(root, name):
    return root.find(f".//{name}")


def package_object(root):
    return next(o for o in root.findall(ds("Object")) if o.get("Id") == ID_PACKAGE_OBJECT)


def references(root, part):
    return [r for r in package_object(root)[0] if r.get("URI").startswith(part)]


def cut_reference(root, part):
    for reference in references(root, part):
        reference.getparent().remove(reference)


def keep_only(root, part):
    for reference in list(package_object(root)[0]):
        if not reference.get("URI").startswith(part):
            reference.getparent().remove(reference)


def set_all(root, name, uri):
    for element in root.iter(ds(name)):
        element.set("Algorithm", uri)


def unreferenced_manifest(root):
    """The genuine manifest in an object that SignedInfo does not refer to, an empty one in its place."""
    genuine = package_object(root)
    evil = copy.deepcopy(genuine)
    evil.set("Id", "idEvil")
    root.append(evil)
    keep_only(root, "/docProps/app.xml")


def two_package_objects(root, *, evil_first):
    genuine = package_object(root)
    evil = copy.deepcopy(genuine)
    keep_only(root, "/docProps/app.xml")
    (genuine.addprevious if evil_first else genuine.addnext)(evil)


def cut_signed_reference(root, uri):
    for reference in list(root[0]):
        if reference.get("URI") == uri:
            root[0].remove(reference)


def add_transform(reference, algorithm, position=0):
    transforms = reference.find(ds("Transforms"))
    if transforms is None:
        transforms = etree.Element(ds("Transforms"))
        reference.insert(0, transforms)
    transform = etree.Element(ds("Transform"), Algorithm=algorithm)
    transforms.insert(position, transform)
    return transform


def picked(root):
    return references(root, "/_rels/.rels")[0].find(f".//{{{OPC_SIGNATURE}}}RelationshipReference")


def reverse_transforms(root):
    transforms = references(root, "/_rels/.rels")[0].find(ds("Transforms"))
    transforms.insert(0, transforms[1])


def external_reference(root):
    reference = copy.deepcopy(root[0][2])
    reference.set("URI", "https://evil.example/x")
    root[0].append(reference)


def drop_object(root, content):
    element = find(root, content)
    while element.tag != ds("Object"):
        element = element.getparent()
    root.remove(element)


def add_object(root):
    etree.SubElement(root, ds("Object"), Id="idValidSigLnImg").text = "AAAA"


def nested_signature(root):
    etree.SubElement(find(root, ds("SignatureProperty")), ds("Signature"))


def hmac_method(root):
    root[0][1].set("Algorithm", DS + "hmac-sha256")


SIGNATURE_ATTACKS: dict[str, tuple[Callable[[etree._Element], object], set[str]]] = {
    "manifest reference removed": (lambda r: cut_reference(r, "/word/styles.xml"), {"P01"}),
    "only the application properties signed": (lambda r: keep_only(r, "/docProps/app.xml"), {"P01", "P02"}),
    "picked relationship removed": (lambda r: picked(r).getparent().remove(picked(r)), {"P02", "D02"}),
    "manifest reference twice": (
        lambda r: package_object(r)[0].append(copy.deepcopy(references(r, "/word/styles.xml")[0])),
        {"M02"},
    ),
    "manifest names the content types": (
        lambda r: references(r, "/word/styles.xml")[0].set("URI", "/[Content_Types].xml?ContentType=a"),
        {"M01", "P01"},
    ),
    "manifest points outside": (
        lambda r: references(r, "/word/styles.xml")[0].set("URI", "https://evil.example/?ContentType=a"),
        {"M01", "P01"},
    ),
    "manifest without content type": (
        lambda r: references(r, "/word/styles.xml")[0].set("URI", "/word/styles.xml"),
        {"M01", "P01"},
    ),
    "manifest reference with a fragment": (
        lambda r: references(r, "/word/styles.xml")[0].set("URI", "/word/styles.xml#x?ContentType=a"),
        {"M01", "P01"},
    ),
    "picks relationships by type": (lambda r: picked(r).set("SourceType", "x"), {"M05"}),
    "transforms in the wrong order": (reverse_transforms, {"M05"}),
    "third transform": (lambda r: add_transform(references(r, "/_rels/.rels")[0], C14N, 2), {"M05"}),
    "transform on a part": (lambda r: add_transform(references(r, "/word/styles.xml")[0], C14N), {"M05"}),
    "XPath on the signed object": (
        lambda r: add_transform(r[0][2], "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        {"S09"},
    ),
    "XSLT on the signed object": (
        lambda r: add_transform(r[0][2], "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        {"S09"},
    ),
    "manifest not referenced": (unreferenced_manifest, {"S05", "S11"}),
    "two package objects, evil first": (lambda r: two_package_objects(r, evil_first=True), {"S04", "S05"}),
    "two package objects, evil last": (lambda r: two_package_objects(r, evil_first=False), {"S04", "S05"}),
    "package object not signed (forgery of foreign signatures)": (
        lambda r: cut_signed_reference(r, "#idPackageObject"),
        {"S10", "S11"},
    ),
    "Office details not signed": (lambda r: cut_signed_reference(r, "#idOfficeObject"), {"S10", "S11"}),
    "signed properties not signed": (lambda r: cut_signed_reference(r, "#idSignedProperties"), {"S10"}),
    "reference out of the signature": (external_reference, {"S08"}),
    "reference twice": (lambda r: r[0].append(copy.deepcopy(r[0][2])), {"S08"}),
    "reference to the whole part": (lambda r: r[0][2].set("URI", ""), {"S08", "S10"}),
    "no XAdES": (lambda r: drop_object(r, xades("QualifyingProperties")), {"S07"}),
    "no Office details": (lambda r: drop_object(r, office("SignatureInfoV1")), {"S06"}),
    "XAdES about another signature": (
        lambda r: find(r, xades("QualifyingProperties")).set("Target", "#idOther"),
        {"S07"},
    ),
    "signed properties without Id": (lambda r: find(r, xades("SignedProperties")).attrib.clear(), {"S07"}),
    "unsigned picture": (add_object, {"S11"}),
    "one Id twice": (lambda r: find(r, office("SetupID")).set("ID", ID_PACKAGE_OBJECT), {"S04"}),
    "signature within the signature": (nested_signature, {"S03"}),
    "other children": (lambda r: r.insert(0, etree.Element(ds("KeyInfo"))), {"S03"}),
    "comment in a text": (lambda r: find(r, xades("ClaimedRole")).append(etree.Comment("x")), {"S02"}),
    "processing instruction": (lambda r: r.append(etree.ProcessingInstruction("x")), {"S02"}),
    "xml attribute": (
        lambda r: r.set("{http://www.w3.org/XML/1998/namespace}base", "https://evil.example/"),
        {"S02"},
    ),
    "markup compatibility": (
        lambda r: r.set("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "x"),
        {"S02"},
    ),
    "relative namespace": (
        lambda r: etree.SubElement(find(r, office("SetupID")), "{relative}x"),
        {"S02"},
    ),
    "keyed hash instead of a signature": (hmac_method, {"A02"}),
    "broken hash": (lambda r: set_all(r, "SignatureMethod", DS + "rsa-sha1"), {"A01"}),
    "SHA-1 in the references": (lambda r: set_all(r, "DigestMethod", DS + "sha1"), {"A01"}),
    "exclusive canonicalisation": (
        lambda r: set_all(r, "CanonicalizationMethod", "http://www.w3.org/2001/10/xml-exc-c14n#"),
        {"A02"},
    ),
    "RSA algorithm with an elliptic key": (
        lambda r: set_all(r, "SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        {"V01"},
    ),
    "parameter of an algorithm": (lambda r: etree.SubElement(r[0][1], ds("HMACOutputLength")), {"S12"}),
    "no signing time": (
        lambda r: find(r, xades("SigningTime")).getparent().remove(find(r, xades("SigningTime"))),
        {"S12"},
    ),
    "impossible signing time": (lambda r: setattr(find(r, xades("SigningTime")), "text", "gestern"), {"S12"}),
    "digest that is no base64": (lambda r: setattr(find(r, ds("DigestValue")), "text", "!"), {"S12"}),
    "no signing certificate": (
        lambda r: find(r, xades("SigningCertificate")).clear(),
        {"S12"},
    ),
    "another certificate named": (
        lambda r: setattr(find(r, xades("CertDigest"))[1], "text", base64.b64encode(bytes(32)).decode()),
        {"K02"},
    ),
}
RESIGNED_ONLY_IN_PART = {"relative namespace", "digest that is no base64"}
"""Cannot or need not be digested anew."""


@pytest.mark.parametrize("name", SIGNATURE_ATTACKS)
def test_a_signature_of_another_form_is_refused(name, signed_docx, officer):
    attack, expected = SIGNATURE_ATTACKS[name]
    if name in RESIGNED_ONLY_IN_PART:
        data = remade(signed_docx, attack)
    else:
        data = resigned(signed_docx, officer, attack)
    report, found = judge(data)
    assert report.verdict is Verdict.INVALID
    assert found >= expected
    if expected <= {"A01", "A02", "K02"} or next(iter(expected))[0] in "PM":
        assert "V01" not in found or name.startswith(("broken hash", "keyed", "exclusive"))


def test_the_tool_of_these_tests_makes_valid_signatures(signed_docx, officer):
    report, found = judge(resigned(signed_docx, officer, lambda _: None))
    assert found == set()
    assert report.verdict is Verdict.UNTRUSTED


def test_a_swapped_certificate_is_found(signed_docx):
    other = issue("Jemand anders").certificate.public_bytes(Encoding.DER)
    data = remade(
        signed_docx,
        lambda r: setattr(find(r, ds("X509Certificate")), "text", base64.b64encode(other).decode()),
    )
    _, found = judge(data)
    assert found >= {"K02", "V01"}


def test_the_value_of_another_signature_is_found(signed_docx, officer):
    first = resigned(signed_docx, officer, lambda _: None)
    value = find(etree.fromstring(entries(first)[SIG1]), ds("SignatureValue")).text
    other = resigned(signed_docx, officer, lambda r: setattr(find(r, xades("City")), "text", "Karlsruhe"))
    forged = remade(other, lambda r: setattr(find(r, ds("SignatureValue")), "text", value))
    assert judge(forged)[1] == {"V01"}
    short = remade(other, lambda r: setattr(find(r, ds("SignatureValue")), "text", "AAAA"))
    assert judge(short)[1] == {"V01"}


def test_a_damaged_certificate_is_found(signed_docx):
    data = remade(signed_docx, lambda r: setattr(find(r, ds("X509Certificate")), "text", "AAAA"))
    assert judge(data)[1] == {"K01"}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: issue("Stelle", ca=True), "T07"),
        (lambda: issue("Server", signing=False), "T06"),
        (lambda: issue("Früher", end=NOW.replace(year=2026, month=3)), "T03"),
        (lambda: issue("Später", start=NOW.replace(month=9)), "T03"),
        (lambda: issue("Schwach", key=ec.generate_private_key(ec.SECP224R1())), "A03"),
    ],
)
def test_a_signer_who_may_not_sign_is_refused(make, code, signed_docx):
    _, found = judge(resigned(signed_docx, make(), lambda _: None))
    assert found == {code}


def test_a_weak_rsa_key_is_refused(signed_xlsx):
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - the point of the test
    weak = issue("Schwach", key=key)
    _, found = judge(resigned(signed_xlsx, weak, lambda _: None), "a.xlsx")
    assert found == {"A03"}


def test_outdated_algorithms_are_called_broken(signed_docx, officer):
    for uri in sorted(OUTDATED):
        report, _ = judge(resigned(signed_docx, officer, lambda r, u=uri: set_all(r, "DigestMethod", u)))
        assert any(f.code == "A01" and "gebrochen" in f.text for f in report.findings)


def test_text_from_the_file_is_cleaned_before_it_is_shown(signed_docx, officer):
    data = resigned(
        signed_docx,
        officer,
        lambda r: set_all(r, "DigestMethod", "urn:\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 500),
    )
    text = next(f.text for f in judge(data)[0].findings if f.code == "A02")
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert len(text) < 250


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_the_signature_raises(data, signed_docx, root):
    contents = entries(signed_docx)
    signature = bytearray(contents[SIG1])
    signature[data.draw(st.integers(0, len(signature) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, len(signature)))
    del signature[start : start + data.draw(st.sampled_from([0, 0, 1, 20, 400]))]
    damaged = pack(contents | {SIG1: bytes(signature)})
    report = verify_package(damaged, trusted_roots=[root.certificate], at=NOW)
    if report.verdict is not Verdict.INVALID:
        assert report.signatures[0].signing_time == NOW
