"""What the rules about one signature look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from exporters.signature.algorithms import DIGESTS, SIGNATURES, digest
from exporters.signature.certificates import as_der, common_name, is_self_issued
from exporters.signature.markup import Reference, SignatureMarkup
from exporters.signature.names import (
    REL_CORE_PROPERTIES,
    ROOT_RELS,
    SIGNATURE_FOLDER,
    TYPE_CORE_PROPERTIES,
)
from exporters.signature.package import Package
from exporters.signature.report import Coverage
from exporters.signature.rules.office_scope import left_open
from exporters.signature.rules.package import is_origin_relationship
from exporters.signature.trust import Standing, TrustAnswer, TrustBasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography import x509

    from exporters.signature.algorithms import SignatureAlgorithm
    from exporters.signature.timestamp import TimeStamp

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
    basis: TrustBasis
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
            if digest(method, der := as_der(certificate)) == value
        }
        return next(iter(matching.values())) if len(matching) == 1 else None

    @property
    def self_signed(self) -> bool:
        """Whether nobody but the signer vouches for the signer."""
        return self.signer is not None and is_self_issued(self.signer)

    @cached_property
    def _read_stamps(self) -> tuple[tuple[TimeStamp, ...], int]:
        """The time stamps that are about this signature, and how many are not."""
        if not self.markup.time_stamps:
            return (), 0
        # asn1crypto takes a while to import: only where there is a token
        from exporters.signature.timestamp import TimeStampError, read_token  # noqa: PLC0415

        sound, broken = [], 0
        for token in self.markup.time_stamps:
            try:
                sound.append(read_token(token, self.markup.stamped))
            except TimeStampError:
                broken += 1
        return tuple(sound), broken

    @property
    def time_stamps(self) -> tuple[TimeStamp, ...]:
        """The time stamps that are about this signature, whoever made them."""
        return self._read_stamps[0]

    @property
    def broken_time_stamps(self) -> int:
        """Number of time stamps that are damaged, forged or about something else."""
        return self._read_stamps[1]

    @cached_property
    def proof(self) -> tuple[TimeStamp, TrustAnswer] | None:
        """The earliest time stamp of an authority that the verifying person trusts, None without one."""
        for stamp in sorted(self.time_stamps, key=lambda one: one.moment):
            answer = judge(stamp.authority, stamp.others, self.basis, stamp.moment)
            if answer.standing is Standing.TRUSTED:
                return stamp, answer
        return None

    @property
    def moment(self) -> datetime:
        """The moment for which trust is judged: the proven one, else that of the verification."""
        return self.at if self.proof is None else self.proof[0].moment

    @cached_property
    def trust(self) -> TrustAnswer:
        """Whether the signer is trusted at ``moment``; ``NO_CHAIN`` without a signer."""
        if self.signer is None:
            return TrustAnswer(Standing.NO_CHAIN, self.moment)
        others = [one for one in self.markup.certificates if one != self.signer]
        return judge(self.signer, others, self.basis, self.moment)

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
            and not (rels == ROOT_RELS and is_origin_relationship(one))
        }
        metadata = self._metadata()
        unsigned = frozenset((wanted_parts - parts) | (wanted - picked)) - metadata
        beside = left_open(self.package, unsigned, frozenset(picked)) if unsigned else frozenset()
        return Coverage(
            signed_parts=frozenset(wanted_parts & parts),
            signed_relationships=frozenset(wanted & picked),
            unsigned_parts=(unsigned & wanted_parts) - beside,
            unsigned_relationships=(unsigned & wanted) - beside,
            open_metadata=frozenset(metadata - parts - picked),
            left_open_by_office=beside,
        )

    def _metadata(self) -> frozenset[str]:
        """The core properties and their relationship, if they are what they claim to be."""
        links = [r for r in self.package.root_relationships if r.type == REL_CORE_PROPERTIES]
        target = links[0].resolve("/") if len(links) == 1 else None
        if (
            target is None
            or self.package.content_types.of(target) != TYPE_CORE_PROPERTIES
            # what the document itself refers to may be shown in it
            or len(self.package.links.get(target.lower(), ())) != 1
        ):
            return frozenset()
        return frozenset({target, f"{ROOT_RELS}#{links[0].id}"})


def judge(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], basis: TrustBasis, at: datetime
) -> TrustAnswer:
    """Say whether a certificate is trusted at a moment; a root, such as a self-made one, by itself."""
    if certificate in basis.roots:
        in_time = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
        standing = Standing.TRUSTED if in_time else Standing.OUTSIDE_VALIDITY
        return TrustAnswer(standing, at, common_name(certificate.subject))
    if not basis.roots:
        return TrustAnswer(Standing.NO_CHAIN, at)
    from exporters.signature.certificate_path import judge_path  # noqa: PLC0415 - takes 80 ms to import

    return judge_path(certificate, others, basis, at)


def _entry(reference: Reference) -> ManifestEntry:
    part, mark, content_type = reference.uri.partition(_TYPE_QUERY)
    if not mark or not part.startswith("/") or any(c in part for c in "?#"):
        return ManifestEntry("", "", reference)
    return ManifestEntry(part, unquote(content_type), reference)
