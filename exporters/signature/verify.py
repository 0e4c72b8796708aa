"""Verify: read the package, run the rules, collect what they found."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from exporters.signature.archive import RefusedPackageError
from exporters.signature.canonical import MarkupError, parse_xml
from exporters.signature.certificates import as_der, common_name
from exporters.signature.findings import Severity
from exporters.signature.markup import SignatureRefusedError, read_markup
from exporters.signature.package import read_package
from exporters.signature.report import Report, SignatureReport
from exporters.signature.rules import (
    PACKAGE_RULES,
    SIGNATURE_RULES,
    SIGNED_PACKAGE_RULES,
    STRUCTURE_RULES,
)
from exporters.signature.rules.case import Case
from exporters.signature.rules.package import judged_parts, pretends_to_be_signed
from exporters.signature.rules.structure import S_UNREADABLE
from exporters.signature.trust import Standing, TrustBasis, load_revocation_lists, load_roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cryptography import x509
    from lxml import etree

    from exporters.signature.findings import Finding
    from exporters.signature.package import Package

MOST_FINDINGS: Final = 200
"""Of one rule; a hostile file could break it ten thousand times in each of its signatures."""


def verify_package(
    data: bytes,
    *,
    trusted_roots: Sequence[bytes | x509.Certificate] = (),
    revocation_lists: Sequence[bytes] = (),
    may_ask_online: bool = False,
    at: datetime | None = None,
    file_name: str = "",
) -> Report:
    """Verify all signatures of a DOCX or XLSX; whatever the file is, the answer is a report.

    ``trusted_roots`` are certificates (objects, PEM or DER) the verifying person trusts; without them the
    best verdict is ``untrusted``. ``revocation_lists`` (PEM or DER) tell who was revoked; with
    ``may_ask_online`` the addresses in the certificates are asked, too. ``at`` is the moment of the
    verification, by default now; trust is judged for it unless a trusted time stamp proves an earlier one.
    With ``file_name`` the content must also fit the extension.

    Raises:
        IdentityError: one of ``trusted_roots`` is no certificate, or one of the lists none.
    """
    basis = TrustBasis(load_roots(trusted_roots), load_revocation_lists(revocation_lists), may_ask_online)
    try:
        package = read_package(data)
    except RefusedPackageError as refusal:
        return Report(file_name, (refusal.finding,))
    signed = pretends_to_be_signed(package)
    rules = PACKAGE_RULES + (SIGNED_PACKAGE_RULES if signed else ())
    findings = tuple(finding for rule in rules for finding in _few(rule(package, file_name)))
    moment = at or datetime.now(UTC)
    signatures = tuple(_verify_signature(package, part, basis, moment) for part in judged_parts(package))
    return Report(file_name, findings, signatures, signed)


def _verify_signature(package: Package, part: str, basis: TrustBasis, at: datetime) -> SignatureReport:
    try:
        root = _parse(package.parts[part])
        structure = [finding for rule in STRUCTURE_RULES for finding in _few(rule(root))]
        if structure:
            return SignatureReport(part, _about(part, structure))
        markup = read_markup(root)
    except SignatureRefusedError as refusal:
        return SignatureReport(part, _about(part, [refusal.finding]))
    case = Case(package, markup, basis, at)
    findings = [finding for rule in SIGNATURE_RULES for finding in _few(rule(case))]
    return _describe(case, part, _about(part, findings))


def _few(found: Iterator[Finding]) -> Iterator[Finding]:
    """What a rule finds, up to the number a person would read; never cut before the worst it can say."""
    is_error = False
    for number, finding in enumerate(found, 1):
        yield finding
        is_error = is_error or finding.severity in {Severity.ERROR, Severity.FATAL}
        if number >= MOST_FINDINGS and is_error:
            return


def _parse(content: bytes) -> etree._Element:
    try:
        return parse_xml(content)
    except MarkupError:
        raise SignatureRefusedError(S_UNREADABLE.found()) from None


def _about(part: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, signature=part) for finding in findings)


def _describe(case: Case, part: str, findings: tuple[Finding, ...]) -> SignatureReport:
    """The report; claims are repeated only when the signature itself is sound."""
    report = SignatureReport(part, findings, coverage=case.coverage)
    certificate = case.signer
    if certificate is None:
        return report
    report = replace(
        report,
        signer=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        serial=str(certificate.serial_number),
        self_signed=case.self_signed,
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        fingerprint=hashlib.sha256(as_der(certificate)).hexdigest(),
        algorithm=case.algorithm.label if case.algorithm else case.markup.method,
        stamped_at=case.time_stamps[0].moment if case.time_stamps else None,
        stamped_by=common_name(case.time_stamps[0].authority.subject) if case.time_stamps else "",
        judged_for=case.moment,
        is_time_proven=case.proof is not None,
        trusted_root=case.trust.root if case.trust.standing is Standing.TRUSTED else "",
    )
    if any(f.severity is Severity.ERROR and f.code[0] in "ADKSV" for f in findings):
        return report
    return replace(
        report,
        signing_time=case.markup.signing_time,
        role=case.markup.role,
        commitment=case.markup.commitment,
        place=case.markup.place,
        comment=case.markup.comment,
        line=case.markup.line,
    )
