"""The names of the standards: namespaces, relationship types, content types, part names, algorithm URIs."""

from __future__ import annotations

from typing import Final

DS: Final = "http://www.w3.org/2000/09/xmldsig#"
"""XML Signature."""
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
"""XML Advanced Electronic Signatures, ETSI TS 101 903."""
OPC_SIGNATURE: Final = "http://schemas.openxmlformats.org/package/2006/digital-signature"
"""Package signatures, ECMA-376-2 §13."""
OFFICE_SIGNATURE: Final = "http://schemas.microsoft.com/office/2006/digsig"
"""Office's own details of a signature, MS-OFFCRYPTO 2.5.2.5."""
MARKUP_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML: Final = "http://www.w3.org/XML/1998/namespace"

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"

REL_ORIGIN: Final = RELATIONSHIPS + "/digital-signature/origin"
REL_SIGNATURE: Final = RELATIONSHIPS + "/digital-signature/signature"
REL_CORE_PROPERTIES: Final = RELATIONSHIPS + "/metadata/core-properties"
REL_OFFICE_DOCUMENT: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    }
)
"""The main part, transitional and strict."""
REL_HYPERLINK: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
    }
)

_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument."
REL_LEFT_OPEN_BY_OFFICE: Final = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties": (
        _PROPERTIES + "extended-properties+xml"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties": (
        _PROPERTIES + "extended-properties+xml"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties": (
        _PROPERTIES + "custom-properties+xml"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties": (
        _PROPERTIES + "custom-properties+xml"
    ),
    RELATIONSHIPS + "/metadata/thumbnail": "image/",
    "urn:dsfa-werkbank:relationships:assessment": "application/vnd.dsfa-werkbank.assessment+json",
}
"""What Word and Excel never sign and never show in the document, with the start of its content type:
properties of the file, its picture in a folder, and a part they do not know, such as the assessment embedded
by this program."""
REL_CUSTOM_XML: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/customXml",
    }
)
"""Stores of data at the document, such as the sources of a bibliography: Word signs that they are there, and
not what is in those of type ``TYPE_CUSTOM_XML``."""

TYPE_CUSTOM_XML: Final = "application/xml"
REL_PEOPLE: Final = "http://schemas.microsoft.com/office/2011/relationships/people"
TYPE_PEOPLE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
PEOPLE: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
"""Namespace of the names behind comments and tracked changes ([MS-DOCX] 2.5.3)."""
TYPE_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
TYPE_ORIGIN: Final = "application/vnd.openxmlformats-package.digital-signature-origin"
TYPE_SIGNATURE: Final = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
TYPE_CERTIFICATE: Final = "application/vnd.openxmlformats-package.digital-signature-certificate"
TYPE_CORE_PROPERTIES: Final = "application/vnd.openxmlformats-package.core-properties+xml"
MAIN_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
"""The one content type of the main part for each extension that may carry a signed assessment."""

CONTENT_TYPES_ENTRY: Final = "[Content_Types].xml"
ROOT_RELS: Final = "/_rels/.rels"
SIGNATURE_FOLDER: Final = "/_xmlsignatures/"
ORIGIN_PART: Final = SIGNATURE_FOLDER + "origin.sigs"
ORIGIN_RELS: Final = SIGNATURE_FOLDER + "_rels/origin.sigs.rels"

C14N: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
"""Canonical XML 1.0, inclusive, without comments: the only canonicalisation in package signatures."""
RELATIONSHIP_TRANSFORM: Final = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"

TYPE_OBJECT: Final = DS + "Object"
TYPE_SIGNED_PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"

ID_SIGNATURE: Final = "idPackageSignature"
ID_PACKAGE_OBJECT: Final = "idPackageObject"
"""Fixed by ECMA-376-2 M6.5: the object that holds the manifest has exactly this Id."""
ID_OFFICE_OBJECT: Final = "idOfficeObject"
ID_OFFICE_DETAILS: Final = "idOfficeV1Details"
ID_SIGNATURE_TIME: Final = "idSignatureTime"
ID_SIGNED_PROPERTIES: Final = "idSignedProperties"
ID_LINE_IMAGES: Final = {"idValidSigLnImg": "valid", "idInvalidSigLnImg": "invalid"}
"""Objects that hold the pictures of a filled signature line: while the signature is valid, and when not."""
