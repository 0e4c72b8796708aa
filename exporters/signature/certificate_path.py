"""Does a chain lead to a trusted root, and was it revoked? Answered by pyhanko-certvalidator (RFC 5280).

Its imports take 80 ms, so this module is loaded only where somebody trusts somebody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    StaleRevinfoError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from exporters.signature.certificates import as_der, ordered_chain
from exporters.signature.issuers import way_to_a_root
from exporters.signature.trust import RevocationCheck, Standing, TrustAnswer, TrustBasis

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASK: Final = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
_LEAVE: Final = RevocationCheckingRule.NO_CHECK
_DEPTHS: Final = (
    (RevocationCheck.WHOLE_CHAIN, RevocationCheckingPolicy(_ASK, _ASK)),
    (RevocationCheck.SIGNER, RevocationCheckingPolicy(_ASK, _LEAVE)),
    (RevocationCheck.NONE, RevocationCheckingPolicy(_LEAVE, _ASK)),
    (RevocationCheck.NONE, RevocationCheckingPolicy(_LEAVE, _LEAVE)),
)
"""From the most that can be known to the least; the third only finds authorities that were revoked."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A certificate, the certificates that came with it, what is trusted, and the moment to judge for."""

    certificate: x509.Certificate
    others: Sequence[x509.Certificate]
    basis: TrustBasis
    at: datetime
    fetchers: Fetchers | None = None
    """What asks the network; None where it must not be asked."""

    async def answer(self) -> TrustAnswer:
        """Try the depths of checking one by one; a revocation that any of them finds decides.

        Lists that are stale are also asked for what they said while they were fresh.
        """
        answers = [await self._attempt(self.at, *depth) for depth in _DEPTHS]
        former = [
            await self._attempt(moment, *depth) for moment in self._fresh_moments() for depth in _DEPTHS[:-1]
        ]
        revoked = next((one for one in (*answers, *former) if one.standing is Standing.REVOKED), None)
        if revoked is not None:
            return replace(revoked, moment=self.at)
        best = next((one for one in answers if one.standing is Standing.TRUSTED), answers[-1])
        return replace(best, has_stale_list=any(one.has_stale_list for one in answers))

    def _fresh_moments(self) -> list[datetime]:
        """Moments at which the lists that are stale now were fresh."""
        return [
            one.last_update_utc
            for one in self.basis.revocation_lists
            if one.next_update_utc is not None and one.next_update_utc < self.at
        ]

    def _validator(self, at: datetime, depth: RevocationCheckingPolicy) -> CertificateValidator:
        context = ValidationContext(
            trust_roots=_as_asn1(self.basis.roots),
            moment=at,
            fetchers=self.fetchers,
            allow_fetching=self.fetchers is not None,
            crls=[asn1_crl.CertificateList.load(as_der(one)) for one in self.basis.revocation_lists],
            # a list made after the moment judged still tells when a certificate was revoked
            revinfo_policy=CertRevTrustPolicy(depth, retroactive_revinfo=True),
        )
        (end,) = _as_asn1([self.certificate])
        return CertificateValidator(end, _as_asn1(self.others), context)

    async def _attempt(
        self, at: datetime, check: RevocationCheck, depth: RevocationCheckingPolicy
    ) -> TrustAnswer:
        try:
            path = await self._validator(at, depth).async_validate_path()
        except PathBuildingError:
            return TrustAnswer(Standing.NO_CHAIN, at)
        except RevokedError as error:
            return TrustAnswer(Standing.REVOKED, at, revoked_at=error.revocation_dt)
        except InsufficientRevinfoError as error:
            # not the chain is at fault but what is known about it: a weaker depth will tell
            stale = isinstance(error, StaleRevinfoError)
            return TrustAnswer(Standing.UNSOUND, at, has_stale_list=stale)
        except (ExpiredError, NotYetValidError):
            return TrustAnswer(Standing.OUTSIDE_VALIDITY, at)
        except ValidationError:
            return TrustAnswer(Standing.UNSOUND, at)
        root = path.trust_anchor.authority.name.native
        name = root.get("common_name") or root.get("organization_name") or path.trust_anchor.authority.name
        return TrustAnswer(Standing.TRUSTED, at, str(name), check)


def judge_path(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], basis: TrustBasis, at: datetime
) -> TrustAnswer:
    """Say whether a chain led from a certificate over ``others`` to a trusted root at that moment.

    Whoever is on a revocation list is revoked, even when the list has become stale since.
    """
    return asyncio.run(_judged(_Question(certificate, others, basis, at)))


async def _judged(question: _Question) -> TrustAnswer:
    way = way_to_a_root(question.certificate, question.others, question.basis.roots, question.at)
    if not question.basis.may_ask_online:
        if way is None:
            return TrustAnswer(Standing.NO_CHAIN, question.at)
        return await replace(question, others=way).answer()
    # without a whole way the next issuer is asked for by the address in the last certificate of this one
    along = ordered_chain(question.certificate, question.others) if way is None else way
    # aiohttp is imported only where the network is asked
    from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend  # noqa: PLC0415

    async with AIOHttpFetcherBackend() as fetchers:
        return await replace(question, others=along, fetchers=fetchers).answer()


def _as_asn1(certificates: Iterable[x509.Certificate]) -> list[asn1_x509.Certificate]:
    return [asn1_x509.Certificate.load(as_der(one)) for one in certificates]
