from __future__ import annotations

import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from dsfa_app.errors import SecretStoreError
from exporters.signature import passphrases


class Vault(KeyringBackend):
    """A keyring that keeps its secrets in memory."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.secrets = {}

    def get_password(self, service, username):
        return self.secrets.get((service, username))

    def set_password(self, service, username, password):
        self.secrets[service, username] = password

    def delete_password(self, service, username):
        del self.secrets[service, username]


class PlainVault(Vault):
    priority = 9


PlainVault.__module__ = "keyrings.alt.file"


@pytest.fixture
def use_backend():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_passphrase_is_kept_and_forgotten(use_backend, tmp_path):
    use_backend(vault := Vault())
    mine, other = tmp_path / "ich.p12", tmp_path / "du.p12"
    assert passphrases.recall(mine) is None
    passphrases.remember(mine, "geheim-für-mich")
    passphrases.remember(other, "geheim-für-dich")
    assert passphrases.recall(mine) == "geheim-für-mich"
    assert passphrases.recall(str(mine.parent / "." / "ich.p12")) == "geheim-für-mich"
    assert len({service for service, _ in vault.secrets}) == 2, "one service name for each secret"
    assert "ich.p12" not in str(vault.secrets)
    passphrases.forget(mine)
    passphrases.forget(mine)
    assert passphrases.recall(mine) is None
    assert passphrases.recall(other) == "geheim-für-dich"


def test_a_passphrase_that_does_not_fit_is_refused(use_backend):
    use_backend(vault := Vault())
    passphrases.remember("a.p12", "x" * 1200)
    with pytest.raises(SecretStoreError, match="länger als 1200 Zeichen"):
        passphrases.remember("a.p12", "x" * 1201)
    assert len(vault.secrets) == 1


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlainVault])
def test_an_unsafe_keyring_is_not_used(use_backend, backend):
    use_backend(instance := backend())
    for call in (passphrases.recall, passphrases.forget, lambda path: passphrases.remember(path, "x")):
        with pytest.raises(SecretStoreError, match="kein sicherer Schlüsselbund"):
            call("a.p12")
    assert not getattr(instance, "secrets", {})


def test_out_of_several_keyrings_the_safe_one_is_used(use_backend, monkeypatch):
    plain, safe = PlainVault(), Vault()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, safe])
    use_backend(chainer.ChainerBackend())
    passphrases.remember("a.p12", "geheim")
    assert not plain.secrets
    assert list(safe.secrets.values()) == ["geheim"]


def test_a_locked_keyring_is_reported(use_backend, monkeypatch):
    def locked(*_):
        raise KeyringLocked("dismissed")

    use_backend(vault := Vault())
    monkeypatch.setattr(vault, "get_password", locked)
    with pytest.raises(SecretStoreError, match="abgelehnt"):
        passphrases.recall("a.p12")


def test_a_keyring_that_never_answers_is_given_up(use_backend, monkeypatch):
    answer = threading.Event()
    use_backend(vault := Vault())
    monkeypatch.setattr(vault, "get_password", lambda *_: answer.wait(10))
    with pytest.raises(SecretStoreError, match="antwortet nicht"):
        passphrases.recall("a.p12", time_limit=0.05)
    answer.set()


def test_a_bug_in_the_keyring_is_not_hidden(use_backend, monkeypatch):
    use_backend(vault := Vault())
    monkeypatch.setattr(vault, "get_password", lambda: None)
    with pytest.raises(TypeError):
        passphrases.recall("a.p12")
