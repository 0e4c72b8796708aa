"""What the rules about one signature look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from exporters.signature.algorithms import DIGESTS, SIGNATURES, digest
from exporters.signature.certificates import is_self_issued
from exporters.signature.markup import Reference, SignatureMarkup
from exporters.signature.names import (
    REL_CORE_PROPERTIES,
    ROOT_RELS,
    SIGNATURE_FOLDER,
    TYPE_CORE_PROPERTIES,
)
from exporters.signature.package import Package
from exporters.signature.report import Coverage
from exporters.signature.rules.package import is_origin_relationship

if TYPE_CHECKING:
    from exporters.signature.algorithms import SignatureAlgorithm

_TYPE_QUERY = "?ContentType="


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One reference of the manifest: the part, the content type it promises, the relationships it picks."""

    part: str
    content_type: str
    reference: Reference

    @property
    def relationship_ids(self) -> list[str]:
        """The SourceIds of the relationships transform, in document order."""
        return [child.get("SourceId", "") for transform in self.reference.transforms for child in transform]


@dataclass(frozen=True)
class Case:
    """One signature in its package, with what the verifying person trusts and the moment of verification."""

    package: Package
    markup: SignatureMarkup
    roots: Sequence[x509.Certificate]
    at: datetime

    @property
    def algorithm(self) -> SignatureAlgorithm | None:
        """The signature algorithm, if it is accepted."""
        return SIGNATURES.get(self.markup.method)

    @cached_property
    def signer(self) -> x509.Certificate | None:
        """The one certificate whose digest stands in the signed properties; None for none or several."""
        method, value = self.markup.certificate_digest
        if method not in DIGESTS:
            return None
        matching = {
            der: certificate
            for certificate in self.markup.certificates
            if digest(method, der := certificate_bytes(certificate)) == value
        }
        return next(iter(matching.values())) if len(matching) == 1 else None

    @property
    def self_signed(self) -> bool:
        """Whether nobody but the signer vouches for the signer."""
        return self.signer is not None and is_self_issued(self.signer)

    @cached_property
    def entries(self) -> list[ManifestEntry]:
        """The manifest, taken apart; a reference of another form has an empty part name."""
        return [_entry(reference) for reference in self.markup.manifest]

    @cached_property
    def coverage(self) -> Coverage:
        """What the manifest names of the package; whether the digests fit is another rule's business."""
        parts = {entry.part for entry in self.entries}
        picked = {
            f"{entry.part}#{identifier}" for entry in self.entries for identifier in entry.relationship_ids
        }
        wanted_parts = {name for name in self.package.parts if not name.startswith(SIGNATURE_FOLDER)}
        wanted = {
            f"{rels}#{one.id}"
            for rels, relationships in self.package.relationships.items()
            for one in relationships
            if not rels.startswith(SIGNATURE_FOLDER)
            and not (rels == ROOT_RELS and is_origin_relationship(self.package, one.id))
        }
        metadata = self._metadata()
        return Coverage(
            signed_parts=frozenset(wanted_parts & parts),
            signed_relationships=frozenset(wanted & picked),
            unsigned_parts=frozenset(wanted_parts - parts - metadata),
            unsigned_relationships=frozenset(wanted - picked - metadata),
            open_metadata=frozenset(metadata - parts - picked),
        )

    def _metadata(self) -> frozenset[str]:
        """The core properties and their relationship, if they are what they claim to be."""
        links = [r for r in self.package.root_relationships if r.type == REL_CORE_PROPERTIES]
        target = links[0].resolve("/") if len(links) == 1 else None
        if target is None or self.package.content_types.of(target) != TYPE_CORE_PROPERTIES:
            return frozenset()
        return frozenset({target, f"{ROOT_RELS}#{links[0].id}"})


def certificate_bytes(certificate: x509.Certificate) -> bytes:
    """The certificate as DER."""
    return certificate.public_bytes(Encoding.DER)


def _entry(reference: Reference) -> ManifestEntry:
    part, mark, content_type = reference.uri.partition(_TYPE_QUERY)
    if not mark or not part.startswith("/") or any(c in part for c in "?#"):
        return ManifestEntry("", "", reference)
    return ManifestEntry(part, unquote(content_type), reference)
