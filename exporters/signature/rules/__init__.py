"""The rules of a verification, family by family; each is a small function that yields findings.

To add a rule: write a generator beside its kinds in the module of its family and append it to the tuple
below. Rules of one tuple do not depend on each other; a later tuple runs only when the earlier found no
error, because nothing sensible can be said about a signature whose structure is forged. Families Z and C, and
the form of ``.rels`` parts, are not listed here: a package that breaks them is not even read (``archive``,
``content_types``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.signature.rules import algorithms, coverage, key, line, manifest, package, structure, trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from exporters.signature.findings import Finding
    from exporters.signature.package import Package
    from exporters.signature.rules.case import Case

PACKAGE_RULES: tuple[Callable[[Package, str], Iterator[Finding]], ...] = (
    package.has_one_main_part,
    package.main_part_fits_extension,
    package.relationships_have_a_source,
    package.external_targets_are_links,
)
SIGNED_PACKAGE_RULES: tuple[Callable[[Package, str], Iterator[Finding]], ...] = (
    package.has_one_origin,
    package.signatures_are_linked,
    package.signatures_are_few,
    package.nothing_else_among_signatures,
)
STRUCTURE_RULES: tuple[Callable[[etree._Element], Iterator[Finding]], ...] = (
    structure.is_plain_markup,
    structure.has_the_children_of_a_signature,
    structure.ids_are_unique,
    structure.holds_one_manifest_in_its_place,
    structure.holds_office_details,
    structure.holds_signed_properties_in_their_place,
    structure.references_lead_to_signed_places,
    structure.references_what_must_be_signed,
    structure.signs_every_object,
)
SIGNATURE_RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    algorithms.algorithms_are_accepted,
    algorithms.key_is_strong,
    manifest.names_parts_once,
    manifest.content_types_agree,
    manifest.transforms_are_the_usual,
    manifest.digests_of_parts_agree,
    manifest.digests_of_objects_agree,
    coverage.covers_the_whole_package,
    key.signer_is_the_named_certificate,
    key.value_fits,
    line.line_asks_for_the_signer,
    trust.certificate_was_valid,
    trust.time_stamps_are_sound,
    trust.certificate_may_sign,
    trust.chain_leads_to_a_trusted_root,
)
