"""Signing identities: made, added, unlocked, handed on and forgotten; passphrases only in the keyring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from dsfa_app.__main__ import main
from dsfa_app.bootstrap import open_application
from dsfa_app.errors import ExportError, IdentityError, NotFoundError, SecretStoreError
from dsfa_app.services.identities import PassphraseNeededError
from dsfa_app.services.signer import Claims
from dsfa_app.services.verification import Trust, read_root
from exporters.signature import KeyType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.bootstrap import Application
    from dsfa_app.services.identity_list import IdentityInfo

PASSPHRASE = "ein langer Satz für Prüfzwecke"


class Vault(KeyringBackend):
    """A keyring that keeps its secrets in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


@pytest.fixture
def use_backend() -> Iterator[Callable[[KeyringBackend], None]]:
    """Let a test choose the keyring; the system's own is never touched."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def vault(use_backend: Callable[[KeyringBackend], None]) -> Vault:
    backend = Vault()
    use_backend(backend)
    return backend


@pytest.fixture
def no_keyring(use_backend: Callable[[KeyringBackend], None]) -> None:
    use_backend(fail.Keyring())


def make(app: Application, name: str = "Online-Team", *, remember: bool = False) -> IdentityInfo:
    return app.identities.create_self_made(
        name, "Landeshauptstadt Stuttgart", KeyType.EC_P256, PASSPHRASE, remember=remember
    )


def signed(app: Application, info: IdentityInfo, target: Path) -> Path:
    stored = app.assessments.create("Kanäle der Stadt", ["mastodon"])
    signer = app.identities.signer(info.id, PASSPHRASE, Claims(role="Leitung"))
    return app.documents.export(stored.assessment, "xlsx", target, signer).path


@pytest.mark.usefixtures("no_keyring")
def test_a_self_made_identity_says_so_and_lies_in_the_data_folder(app: Application) -> None:
    info = make(app, "Übersee / Büro")
    assert info.name == "Übersee / Büro (selbst erzeugt)"
    assert info.is_self_made
    assert Path(info.file).is_relative_to(app.data_dir)
    assert "/" not in Path(info.file).name.removesuffix(".p12")
    assert app.identities.known() == (info,)
    assert PASSPHRASE not in (Path(info.file).parent / "identitaeten.json").read_text("utf-8")


@pytest.mark.usefixtures("no_keyring")
def test_an_added_file_stays_where_it_is_and_is_listed_once(app: Application, tmp_path: Path) -> None:
    made = make(app)
    file = tmp_path / "dienst.p12"
    file.write_bytes(Path(made.file).read_bytes())
    added = app.identities.add_file(file, PASSPHRASE)
    assert Path(added.file) == file
    assert app.identities.known() == (added,), "the same key is the same identity"
    newest = make(app, "Zweite")
    assert app.identities.known() == (newest, added), "the last added comes first"
    assert app.identities.find("Zweite (selbst erzeugt)") == newest


@pytest.mark.usefixtures("no_keyring")
def test_an_unfit_file_or_passphrase_adds_nothing(app: Application, tmp_path: Path) -> None:
    foreign = tmp_path / "bild.p12"
    foreign.write_bytes(b"PNG")
    with pytest.raises(IdentityError, match="keine Signatur-Identität"):
        app.identities.add_file(foreign, PASSPHRASE)
    with pytest.raises(NotFoundError, match="gibt es nicht"):
        app.identities.add_file(tmp_path / "fehlt.p12", PASSPHRASE)
    with pytest.raises(IdentityError, match="kürzer als 12 Zeichen"):
        app.identities.create_self_made("Name", "Stadt", KeyType.EC_P256, "kurz")
    assert app.identities.known() == ()


def test_a_remembered_passphrase_unlocks_until_the_identity_is_removed(
    app: Application, vault: Vault
) -> None:
    assert app.identities.keyring_available()
    info = make(app, remember=True)
    assert list(vault.secrets.values()) == [PASSPHRASE]
    assert (
        app.identities.unlock(info.id).certificate == app.identities.unlock(info.id, PASSPHRASE).certificate
    )
    app.identities.remove(info.id)
    assert vault.secrets == {}
    assert app.identities.known() == ()
    assert Path(info.file).exists(), "the key itself is never deleted"
    with pytest.raises(NotFoundError, match="nicht bekannt"):
        app.identities.remove(info.id)


def test_what_the_keyring_does_not_hold_is_asked_for(app: Application, vault: Vault) -> None:
    info = make(app)
    assert vault.secrets == {}
    with pytest.raises(PassphraseNeededError, match="Bitte die Passphrase für „Online-Team"):
        app.identities.unlock(info.id)
    with pytest.raises(IdentityError, match="Passphrase passt nicht"):
        app.identities.unlock(info.id, "eine ganz andere")
    Path(info.file).unlink()
    with pytest.raises(NotFoundError, match="gibt es nicht"):
        app.identities.unlock(info.id, PASSPHRASE)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_everything_works_but_remembering(app: Application) -> None:
    assert not app.identities.keyring_available()
    with pytest.raises(SecretStoreError, match="kein sicherer Schlüsselbund"):
        make(app, remember=True)
    (info,) = app.identities.known()
    with pytest.raises(PassphraseNeededError):
        app.identities.unlock(info.id)
    assert app.identities.unlock(info.id, PASSPHRASE).certificate
    app.identities.remove(info.id)
    assert app.identities.known() == ()


@pytest.mark.usefixtures("no_keyring")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _entry: None,
        lambda entry: {key: value for key, value in entry.items() if key != "certificate"},
        lambda entry: {**entry, "unbekannt": 1},
        lambda entry: {**entry, "certificate": None},
        lambda entry: {**entry, "valid_until": "bald"},
    ],
    ids=["no entry", "no certificate", "a field too many", "a wrong type", "no date"],
)
def test_a_broken_list_is_refused_whole(
    app: Application, spoil: Callable[[dict[str, object]], object]
) -> None:
    index = Path(make(app).file).parent / "identitaeten.json"
    entry = json.loads(index.read_text("utf-8"))[0]
    index.write_text(json.dumps([spoil(entry)]), "utf-8")
    with pytest.raises(IdentityError, match="Bitte die Datei löschen und die Identitäten neu hinzufügen"):
        app.identities.known()


@pytest.mark.usefixtures("no_keyring")
def test_a_file_signs_without_being_on_the_list(app: Application) -> None:
    info = make(app)
    app.identities.remove(info.id)
    identity = app.identities.read_file(Path(info.file), PASSPHRASE)
    assert app.identities.signer_of(identity, Claims(place="Stuttgart")).options.place == "Stuttgart"


@pytest.mark.usefixtures("no_keyring")
def test_a_signature_is_valid_for_whoever_trusts_the_saved_certificate(
    app: Application, tmp_path: Path
) -> None:
    info, other = make(app), make(app, "Jemand anderes")
    document = signed(app, info, tmp_path / "DSFA.xlsx")
    certificate = app.identities.save_certificate(info.id, tmp_path / "online-team.pem")
    foreign = app.identities.save_certificate(other.id, tmp_path / "anderes.pem")
    assert b"PRIVATE" not in certificate.read_bytes()

    def verdict(*roots: Path) -> str:
        trust = Trust(roots=tuple(read_root(root) for root in roots))
        return app.documents.verify(document, trust).report.verdict.value

    assert verdict() == verdict(foreign) == "untrusted"
    assert verdict(certificate) == verdict(foreign, certificate) == "valid"


@pytest.mark.usefixtures("no_keyring")
def test_the_command_line_trusts_a_saved_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_application(tmp_path / "daten") as app:  # on the clock the command line looks at
        info = make(app)
        document = signed(app, info, tmp_path / "DSFA.xlsx")
        certificate = app.identities.save_certificate(info.id, tmp_path / "online-team.pem")
    command = ["dsfa", "--data-dir", str(tmp_path / "leer"), "verify", str(document)]
    for trust, status, verdict in (
        ([], 1, "DSFA.xlsx: gültig, Aussteller nicht vertraut\n"),
        (["--trust", str(certificate)], 0, "DSFA.xlsx: gültig\n"),
    ):
        monkeypatch.setattr("sys.argv", [*command, *trust])
        assert main() == status
        assert capsys.readouterr().out.startswith(verdict)


@pytest.mark.usefixtures("no_keyring")
def test_a_certificate_that_cannot_be_written_or_read_is_refused_in_a_sentence(
    app: Application, tmp_path: Path
) -> None:
    info = make(app)
    with pytest.raises(ExportError, match="Den Ordner gibt es nicht"):
        app.identities.save_certificate(info.id, tmp_path / "fehlt" / "a.pem")
    with pytest.raises(NotFoundError, match="nicht bekannt"):
        app.identities.save_certificate("niemand", tmp_path / "a.pem")
    with pytest.raises(NotFoundError, match="gibt es nicht"):
        read_root(tmp_path / "a.pem")
    large = tmp_path / "film.pem"
    large.write_bytes(bytes(1024 * 1024 + 1))
    with pytest.raises(IdentityError, match="größer als 1 MB"):
        read_root(large)
