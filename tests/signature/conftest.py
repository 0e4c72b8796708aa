from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from signature import samples
from signature.forgery import NOW, PASSPHRASE, Issued, issue
from signature.scene import Scene

from exporters.signature import (
    Commitment,
    KeyType,
    SigningOptions,
    create_self_signed,
    load_pkcs12,
    sign_package,
)

if TYPE_CHECKING:
    from exporters.signature.identities import KeyIdentity


@pytest.fixture(scope="session")
def root() -> Issued:
    """The root authority that a verifying person may trust."""
    return issue("Wurzel der Verwaltung", ca=True)


@pytest.fixture(scope="session")
def middle_authority(root: Issued) -> Issued:
    """The authority between the root and the officer."""
    return issue("Zwischenstelle", issuer=root, ca=True)


@pytest.fixture(scope="session")
def officer(middle_authority: Issued) -> Issued:
    """A signer whose certificate leads over an intermediate authority to the root."""
    return issue("Datenschutzbeauftragte Muster", issuer=middle_authority)


@pytest.fixture(scope="session")
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


@pytest.fixture(scope="session")
def self_made() -> KeyIdentity:
    """An RSA-3072 identity of the program's own making."""
    data = create_self_signed(
        "Erika Muster",
        "Landeshauptstadt Stuttgart",
        passphrase=PASSPHRASE,
        key_type=KeyType.RSA_3072,
        valid_from=NOW,
    )
    return load_pkcs12(data, PASSPHRASE, at=NOW)


@pytest.fixture(scope="session")
def options() -> SigningOptions:
    return SigningOptions(
        signing_time=NOW,
        claimed_role="Datenschutzbeauftragte",
        commitment=Commitment.APPROVED,
        place="Stuttgart",
        comment="Geprüft & „gut“ <befunden>",
    )


@pytest.fixture(scope="session")
def plain_docx() -> bytes:
    return samples.document()


@pytest.fixture(scope="session")
def plain_xlsx() -> bytes:
    return samples.workbook()


@pytest.fixture(scope="session")
def signed_docx(plain_docx: bytes, officer: Issued, options: SigningOptions) -> bytes:
    return sign_package(plain_docx, officer.identity, options)


@pytest.fixture(scope="session")
def signed_xlsx(plain_xlsx: bytes, self_made: KeyIdentity, options: SigningOptions) -> bytes:
    return sign_package(plain_xlsx, self_made, options)


@pytest.fixture(scope="session")
def scene(
    plain_docx: bytes,
    plain_xlsx: bytes,
    signed_docx: bytes,
    root: Issued,
    middle_authority: Issued,
    officer: Issued,
    self_made: KeyIdentity,
    options: SigningOptions,
) -> Scene:
    return Scene(
        plain_docx=plain_docx,
        plain_xlsx=plain_xlsx,
        signed_docx=signed_docx,
        signed_xlsx=sign_package(plain_xlsx, officer.identity, options),
        root=root,
        middle=middle_authority,
        officer=officer,
        self_made=self_made,
        options=options,
    )
