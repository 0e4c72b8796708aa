"""Pictures of signing: identities, a signed export, documents checked as they were and altered."""

from __future__ import annotations

from io import BytesIO
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from window_drive import Drive, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from ui.dialogs.card_identity import CardIdentityDialog
    from ui.pages.export import ExportPage

    class Camera(Protocol):
        """Takes pictures of the window."""

        def take(self, title: str) -> None:
            """Picture the window, or the dialog in front of it."""


def take_export(drive: Drive, camera: Camera, folder: Path) -> None:
    """Picture the making of an identity, a signed export, and a document as it was and altered."""
    from ui.assessment.page_frame import PageScroller  # noqa: PLC0415 - the window is painted first
    from ui.dialogs.card_identity import CardIdentityDialog  # noqa: PLC0415 - as above
    from ui.pages.export import ExportPage  # noqa: PLC0415 - as above

    page = drive.page("export", ExportPage)
    page.signature.new_identity.click()
    camera.take("Dialog neue Identität")
    page.signature.add_identity.click()
    camera.take("Dialog Identität hinzufügen")
    page.signature.add_card.click()
    _show_cards(drive.window.findChildren(CardIdentityDialog)[-1])
    camera.take("Dialog Karte hinzufügen")
    _sign(page, folder / "DSFA.docx")
    wait_until(lambda: not page.model.is_running)
    camera.take("Export signiert")
    (scroller,) = (each for each in drive.shell.findChildren(PageScroller) if each.isAncestorOf(page))
    scroller.ensureWidgetVisible(page.signature.passphrase)
    scroller.ensureWidgetVisible(page.signature.sign)
    camera.take("Export Identität gewählt")
    page.signature.renew.click()
    camera.take("Dialog Identität erneuern")
    page.desk.verify(folder / "DSFA.docx")
    camera.take("Dialog Prüfung gültig")
    altered = folder / "DSFA-veraendert.docx"
    altered.write_bytes(_altered((folder / "DSFA.docx").read_bytes()))
    page.desk.verify(altered)
    camera.take("Dialog Prüfung ungültig")


def _show_cards(dialog: CardIdentityDialog) -> None:
    """Fill the dialog as a card would, whose software this machine need not have."""
    from exporters.signature import create_self_signed, load_pkcs12  # noqa: PLC0415 - the window is painted first
    from exporters.signature.smart_card import CardKey  # noqa: PLC0415 - as above

    passphrase = token_urlsafe()
    certificate = load_pkcs12(
        create_self_signed("Bild", "Bild", passphrase=passphrase), passphrase
    ).certificate
    wrong = "Das Zertifikat „Erika Muster“ ist nicht zum Signieren von Dokumenten zugelassen."
    dialog.choose_driver("/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so")
    dialog.show_cards(
        [
            CardKey(
                label="Dienstausweis",
                serial=f"4711{number}",
                name="Erika Muster",
                issuer="Zertifizierungsstelle der Stadt",
                valid_until=certificate.not_valid_after_utc,
                fingerprint="",
                certificate=certificate,
                obstacle=obstacle,
            )
            for number, obstacle in enumerate(("", wrong))
        ]
    )
    dialog.offer_keyring(is_available=True)


def _sign(page: ExportPage, target: Path) -> None:
    from exporters.signature.options import KeyType  # noqa: PLC0415 - the window is painted first

    identities = page.context.application.identities
    passphrase = token_urlsafe()
    info = identities.create_self_made("Erika Muster", "Stadt Stuttgart", KeyType.EC_P256, passphrase)
    page.signature.show_identities(identities.known(), info.id, identities.today)
    page.signature.passphrase.setText(passphrase)
    page.document.target.setText(str(target))
    page.start()


def take_verification(drive: Drive, camera: Camera, folder: Path) -> None:
    """Picture the place for checking documents, empty and with the documents made before."""
    from ui.verification.page import VerificationPage  # noqa: PLC0415 - the window is painted first

    drive.window.show_place("verification")
    camera.take("Dokumente prüfen leer")
    place = drive.window.home.place("verification", VerificationPage)
    place.check([folder / "DSFA.docx", folder / "DSFA-veraendert.docx"])
    camera.take("Dokumente prüfen")
    place.files.setCurrentRow(next(row for row in range(2) if "gültig," in place.files.item(row).text()))
    place.sign.click()
    camera.take("Dokument signieren")
    drive.window.show_place("overview")


def _altered(document: bytes) -> bytes:
    """Return a document in which somebody changed one word after it was signed."""
    changed = BytesIO()
    with ZipFile(BytesIO(document)) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"Stuttgart", b"Karlsruhe", 1)
            target.writestr(entry, content)
    return changed.getvalue()
