"""Signing identities: PKCS #12 files known to the program, their passphrases in the keyring of the system.

The list names files and what their certificates say; it never holds a passphrase. A self-made identity lies
in the data folder, an added file stays where it is.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dsfa_app.atomic import write_whole
from dsfa_app.bounded import read_bounded
from dsfa_app.errors import IdentityError, SecretStoreError
from dsfa_app.services.identity_list import IdentityInfo, IdentityList
from dsfa_app.services.signer import Claims, Signer

if TYPE_CHECKING:
    # loaded for the type checker only: cryptography must not be imported before somebody signs
    from collections.abc import Callable
    from datetime import date, datetime

    from exporters.signature import Identity, KeyType
    from exporters.signature.smart_card import CardKey
    from exporters.signature.windows_store import StoreKey

FOLDER_NAME = "identitaeten"
MAX_FILE = 1024 * 1024
"""Bytes of the largest key file that is read; a PKCS #12 file with its chain has a few thousand."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


class PassphraseNeededError(IdentityError):
    """The keyring does not hold the passphrase: it has to be asked for."""


class Identities:
    """The signing identities of this user."""

    def __init__(self, data_dir: Path, clock: Callable[[], datetime]) -> None:
        self._folder = data_dir / FOLDER_NAME
        self._list = IdentityList(self._folder)
        self._clock = clock

    @property
    def today(self) -> date:
        """The day by which certificates are judged."""
        return self._clock().date()

    def known(self) -> tuple[IdentityInfo, ...]:
        """Return the known identities, the last added first.

        Raises:
            IdentityError: the list of identities is not readable.
        """
        return self._list.known()

    def find(self, identity_id: str) -> IdentityInfo:
        """Return a known identity by its id or name.

        Raises:
            NotFoundError: there is none.
        """
        return self._list.find(identity_id)

    def _register(self, file: Path, data: bytes, passphrase: str, *, remember: bool) -> IdentityInfo:
        from exporters.signature import load_pkcs12
        from exporters.signature.certificates import as_pem, common_name, is_self_issued

        identity = load_pkcs12(data, passphrase, at=self._clock())
        certificate = identity.certificate
        info = IdentityInfo(
            id=hashlib.sha256(data).hexdigest()[:16],
            name=common_name(certificate.subject),
            file=str(file),
            valid_until=certificate.not_valid_after_utc.date().isoformat(),
            is_self_made=is_self_issued(certificate),
            certificate=as_pem(certificate),
        )
        self._list.put(info)
        if remember:
            from exporters.signature import passphrases

            passphrases.remember(info.secret_name, passphrase)
        return info

    def add_file(self, file: Path, passphrase: str, *, remember: bool = False) -> IdentityInfo:
        """Add a PKCS #12 file, which stays where it is.

        Raises:
            IdentityError: the file or passphrase cannot be used.
            SecretStoreError: the keyring refused the passphrase (the identity is added all the same).
        """
        return self._register(
            file.absolute(), read_bounded(file, MAX_FILE, IdentityError), passphrase, remember=remember
        )

    def cards(self, library: Path) -> tuple[CardKey, ...]:
        """Return what could sign on the cards that are inserted; asks no PIN.

        Raises:
            IdentityError: the driver cannot be used, or a card cannot be read.
        """
        from exporters.signature.smart_card import card_keys

        return card_keys(library, at=self._clock())

    def add_card(self, library: Path, key: CardKey, pin: str, *, remember: bool = False) -> IdentityInfo:
        """Add a certificate on a smart card after trying the PIN; only where to find it is kept.

        Raises:
            IdentityError: the card, its PIN or the certificate cannot be used.
            SecretStoreError: the keyring refused the PIN (the identity is added all the same).
        """
        from exporters.signature.certificates import as_pem, is_self_issued
        from exporters.signature.smart_card import open_card

        certificate = open_card(library, key.serial, key.fingerprint, pin, at=self._clock()).certificate
        info = IdentityInfo(
            id=key.fingerprint[:16],
            name=key.name,
            file=str(library.absolute()),
            valid_until=key.valid_until.date().isoformat(),
            is_self_made=is_self_issued(certificate),
            certificate=as_pem(certificate),
            card_serial=key.serial,
            fingerprint=key.fingerprint,
            card_label=key.label,
        )
        self._list.put(info)
        if remember:
            from exporters.signature import passphrases

            passphrases.remember(info.secret_name, pin)
        return info

    def store_keys(self) -> tuple[StoreKey, ...]:
        """Return what could sign out of the Windows certificate store; asks no PIN.

        Raises:
            IdentityError: this is not Windows, or the store cannot be read.
        """
        from exporters.signature.windows_store import store_keys

        return store_keys(at=self._clock())

    def add_from_store(self, key: StoreKey) -> IdentityInfo:
        """Add a certificate of the Windows certificate store; only where to find it is kept.

        Raises:
            IdentityError: the certificate is gone or cannot sign.
        """
        from exporters.signature.certificates import as_pem, is_self_issued
        from exporters.signature.windows_store import PERSONAL, open_store

        certificate = open_store(key.fingerprint, at=self._clock()).certificate
        info = IdentityInfo(
            id=key.fingerprint[:16],
            name=key.name,
            file="",
            valid_until=key.valid_until.date().isoformat(),
            is_self_made=is_self_issued(certificate),
            certificate=as_pem(certificate),
            store=PERSONAL,
            fingerprint=key.fingerprint,
        )
        self._list.put(info)
        return info

    def create_self_made(
        self, name: str, organisation: str, key_type: KeyType, passphrase: str, *, remember: bool = False
    ) -> IdentityInfo:
        """Make a new identity that vouches for itself, valid two years, in the data folder.

        Raises:
            IdentityError: a name or the passphrase is unfit.
            SecretStoreError: the keyring refused the passphrase (the identity is made all the same).
        """
        from exporters.signature import create_self_signed

        data = create_self_signed(
            name, organisation, passphrase=passphrase, key_type=key_type, valid_from=self._clock()
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = _NOT_IN_A_NAME.sub("-", name.strip()).strip("-.") or "identitaet"
        file = self._folder / f"{stem}-{self._clock():%Y-%m-%d-%H%M%S}.p12"
        write_whole(file, data)
        return self._register(file, data, passphrase, remember=remember)

    def renew(self, identity_id: str, passphrase: str, *, remember: bool = False) -> IdentityInfo:
        """Make a successor of a self-made identity: same names and kind of key, a new key, two more years.

        The former one stays in the list until it is removed; what it signed stays signed by it.

        Raises:
            NotFoundError: there is none.
            IdentityError: it is not self-made, or the passphrase is unfit.
            SecretStoreError: the keyring refused the passphrase (the identity is made all the same).
        """
        from exporters.signature.certificate_facts import certificate_facts
        from exporters.signature.self_signed import key_type_of

        info = self.find(identity_id)
        if not info.is_renewable:
            raise IdentityError(
                f"Das Zertifikat „{info.name}“ hat eine andere Stelle ausgestellt: "
                "Beantragen Sie dort ein neues und fügen Sie es hinzu."
            )
        organisation = certificate_facts(info.certificate).organisation
        kind = key_type_of(info.certificate)
        return self.create_self_made(info.name, organisation, kind, passphrase, remember=remember)

    def remember(self, identity_id: str, secret: str) -> None:
        """Keep the passphrase or PIN of a known identity in the keyring, once it has opened the key.

        Raises:
            NotFoundError: the identity or its file does not exist.
            IdentityError: the secret does not open it.
            SecretStoreError: the keyring refused it.
        """
        from exporters.signature import passphrases

        self.unlock(identity_id, secret)
        passphrases.remember(self.find(identity_id).secret_name, secret)

    def remove(self, identity_id: str) -> None:
        """Forget an identity and its passphrase or PIN; the file or card itself stays.

        Raises:
            NotFoundError: there is none.
        """
        from exporters.signature import passphrases

        info = self.find(identity_id)
        self._list.drop(info)
        if info.is_in_store:
            return
        try:
            passphrases.forget(info.secret_name)
        except SecretStoreError:
            # without a keyring nothing was kept there
            return

    def save_certificate(self, identity_id: str, target: Path) -> Path:
        """Write the certificate of an identity as PEM, for people who are to trust its signatures.

        Raises:
            NotFoundError: there is none.
            IdentityError: the list of identities is not readable.
            ExportError: the target cannot be written; an existing file is untouched.
        """
        write_whole(target, self.find(identity_id).certificate.encode("ascii"))
        return target

    def save_sheet(self, identity_id: str, target: Path) -> Path:
        """Write the fingerprint sheet of an identity, as DOCX or HTML by the name of the target.

        Raises:
            NotFoundError: there is none.
            InputError: the target is named neither .docx nor .html.
            ExportError: the target cannot be written; an existing file is untouched.
        """
        from dsfa_app.services.fingerprint_sheet import write_fingerprint_sheet

        return write_fingerprint_sheet(self.find(identity_id), target, self.today)

    def keyring_available(self) -> bool:
        """Tell whether the operating system offers a keyring that passphrases may be kept in."""
        from exporters.signature import passphrases

        try:
            passphrases.recall(self._list.file)
        except SecretStoreError:
            return False
        return True

    def read_file(self, file: Path, passphrase: str) -> Identity:
        """Return the identity of a PKCS #12 file without adding it to the list.

        Raises:
            NotFoundError: the file does not exist.
            IdentityError: the file or passphrase cannot be used.
        """
        from exporters.signature import load_pkcs12

        return load_pkcs12(read_bounded(file, MAX_FILE, IdentityError), passphrase, at=self._clock())

    def unlock(self, identity_id: str, passphrase: str | None = None) -> Identity:
        """Return the identity ready to sign; without a passphrase the keyring is asked.

        Raises:
            NotFoundError: the identity or its file does not exist.
            PassphraseNeededError: no passphrase was given and the keyring holds none.
            IdentityError: the file or passphrase cannot be used.
        """
        from exporters.signature import load_pkcs12, passphrases

        info = self.find(identity_id)
        if info.is_in_store:
            from exporters.signature.windows_store import open_store

            return open_store(info.fingerprint, at=self._clock())
        data = b"" if info.is_on_card else read_bounded(Path(info.file), MAX_FILE, IdentityError)
        if passphrase is None:
            try:
                passphrase = passphrases.recall(info.secret_name)
            except SecretStoreError:
                passphrase = None
        if passphrase is None:
            raise PassphraseNeededError(f"Bitte die {info.secret_word} für „{info.name}“ eingeben.")
        if info.is_on_card:
            from exporters.signature.smart_card import open_card

            library, serial = Path(info.file), info.card_serial
            return open_card(library, serial, info.fingerprint, passphrase, at=self._clock())
        return load_pkcs12(data, passphrase, at=self._clock())

    def signer(self, identity_id: str, passphrase: str | None = None, claims: Claims | None = None) -> Signer:
        """Return a known identity ready to sign.

        Raises:
            NotFoundError: the identity or its file does not exist.
            PassphraseNeededError: no passphrase was given and the keyring holds none.
            IdentityError: the file or passphrase cannot be used.
            SignatureError: a claim is too long or not printable.
        """
        return self.signer_of(self.unlock(identity_id, passphrase), claims)

    def signer_of(self, identity: Identity, claims: Claims | None = None) -> Signer:
        """Return a signer for an identity that is unlocked already.

        Raises:
            SignatureError: a claim is too long or not printable.
        """
        from exporters.signature import SigningOptions

        declared = claims or Claims()
        options = SigningOptions(
            signing_time=self._clock(),
            claimed_role=declared.role,
            commitment=declared.commitment,
            place=declared.place,
            comment=declared.comment,
        )
        return Signer(identity, options)
