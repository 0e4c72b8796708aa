"""The details Office wants to find in a signature (MS-OFFCRYPTO 2.5.2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters.signature.canonical import default_namespace
from exporters.signature.markup import ds, office
from exporters.signature.names import ID_OFFICE_DETAILS, ID_SIGNATURE, OFFICE_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Mapping

_BUILT_IN_PROVIDER: Final = "{00000000-0000-0000-0000-000000000000}"
_INVISIBLE: Final = "1"
_LINE: Final = "2"
_LONGEST_TEXT: Final = 100
"""Characters of SignatureText, MS-OFFCRYPTO 2.5.2.5."""

_DETAILS: Final[Mapping[str, str]] = {
    "SetupID": "",
    "SignatureText": "",
    "SignatureImage": "",
    "SignatureComments": "",
    # Required by the schema; constants, because the signer's machine is nobody's business.
    "WindowsVersion": "10.0",
    "OfficeVersion": "16.0",
    "ApplicationVersion": "16.0",
    "Monitors": "1",
    "HorizontalResolution": "1280",
    "VerticalResolution": "800",
    "ColorDepth": "32",
    "SignatureProviderId": _BUILT_IN_PROVIDER,
    "SignatureProviderUrl": "",
    "SignatureProviderDetails": "9",
    "SignatureType": _INVISIBLE,
}
"""In the order of the schema, which Office insists on."""


def add_signature_info(parent: etree._Element, comment: str, line: str = "", name: str = "") -> None:
    """Append SignatureInfoV1; Word shows ``comment`` as the purpose of signing.

    With ``line``, the GUID of a signature line, the signature fills it and shows ``name`` there.
    """
    properties = etree.SubElement(parent, ds("SignatureProperties"))
    wrapper = etree.SubElement(
        properties, ds("SignatureProperty"), Id=ID_OFFICE_DETAILS, Target=f"#{ID_SIGNATURE}"
    )
    info = etree.SubElement(wrapper, office("SignatureInfoV1"), nsmap=default_namespace(OFFICE_SIGNATURE))
    chosen = {"SignatureComments": comment}
    if line:
        chosen |= {"SetupID": line, "SignatureText": name[:_LONGEST_TEXT], "SignatureType": _LINE}
    for element, value in {**_DETAILS, **chosen}.items():
        etree.SubElement(info, office(element)).text = value or None
