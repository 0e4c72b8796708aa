"""The passphrase of an identity in the keyring of the operating system.

There is no other store. Where the keyring is missing or would write plain text, ``SecretStoreError`` says so
and the caller asks the user each time. A locked keyring may wait for a dialog that nobody sees, so every call
has a limit.
"""

from __future__ import annotations

import hashlib
import os
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from dsfa_app.errors import SecretStoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

LONGEST_SECRET: Final = 1200
"""Characters; Windows' Credential Manager holds 2560 bytes of UTF-16 and some for itself."""
TIME_LIMIT: Final = 30.0
"""Seconds; long enough to type the password of a locked keyring."""
_USER: Final = "Passphrase"
_REFUSED_MODULES: Final = ("keyrings.alt", "keyring.backends.fail", "keyring.backends.null")
"""Backends that store in plain text (or nearly so), or nothing at all."""

_Answer = TypeVar("_Answer")

_NO_STORE: Final = (
    "Auf diesem Rechner steht kein sicherer Schlüsselbund bereit: "
    "Geben Sie die Passphrase bei jedem Signieren selbst ein."
)


def recall(identity_path: Path | str, *, time_limit: float = TIME_LIMIT) -> str | None:
    """The passphrase kept for the identity in this file, or None when none is kept.

    Raises:
        SecretStoreError: no safe keyring, or it refused, or it did not answer within ``time_limit`` seconds.
    """
    service = _service(identity_path)
    return _ask(lambda backend: backend.get_password(service, _USER), time_limit)


def remember(identity_path: Path | str, passphrase: str, *, time_limit: float = TIME_LIMIT) -> None:
    """Keep the passphrase for the identity in this file; at most 1200 characters.

    Raises:
        SecretStoreError: too long, no safe keyring, or it refused or did not answer.
    """
    if len(passphrase) > LONGEST_SECRET:
        raise SecretStoreError(
            f"Die Passphrase ist länger als {LONGEST_SECRET} Zeichen und passt nicht in den Schlüsselbund: "
            "Geben Sie sie bei jedem Signieren selbst ein."
        )
    service = _service(identity_path)
    _ask(lambda backend: backend.set_password(service, _USER, passphrase), time_limit)


def forget(identity_path: Path | str, *, time_limit: float = TIME_LIMIT) -> None:
    """Remove the passphrase kept for the identity in this file; nothing happens when none is kept.

    Raises:
        SecretStoreError: no safe keyring, or it refused or did not answer.
    """
    service = _service(identity_path)

    def remove(backend: KeyringBackend) -> None:
        if backend.get_password(service, _USER) is not None:
            backend.delete_password(service, _USER)

    _ask(remove, time_limit)


def _service(identity_path: Path | str) -> str:
    """One service name for each secret: Windows keys its credentials by the service alone.

    The path is hashed, so that listings of the keyring do not show where identities lie.
    """
    path = os.path.normcase(Path(identity_path).resolve())
    return f"DSFA-Werkbank Signatur {hashlib.sha256(path.encode(errors='surrogateescape')).hexdigest()[:32]}"


def _ask(request: Callable[[KeyringBackend], _Answer], time_limit: float) -> _Answer:
    """Let a worker thread ask the keyring; a daemon, because a thread stuck in a dialog cannot be ended."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - needed for secrets only, not at start-up

    answer: Future[_Answer] = Future()

    def work() -> None:
        try:
            answer.set_result(request(_backend()))
        except BaseException as error:  # noqa: BLE001 - not swallowed: the caller gets it out of the future
            answer.set_exception(error)

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        return answer.result(time_limit)
    except KeyringError:
        raise SecretStoreError(
            "Der Schlüsselbund des Betriebssystems hat die Anfrage abgelehnt: "
            "Entsperren Sie ihn oder geben Sie die Passphrase selbst ein."
        ) from None
    except TimeoutError:
        raise SecretStoreError(
            "Der Schlüsselbund des Betriebssystems antwortet nicht: "
            "Entsperren Sie ihn oder geben Sie die Passphrase selbst ein."
        ) from None


def _backend() -> KeyringBackend:
    """The first safe keyring, also out of those that keyring chains together."""
    import keyring  # noqa: PLC0415 - looks for all keyrings of the system, not at start-up
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415 - as above

    active = keyring.get_keyring()
    candidates = active.backends if isinstance(active, ChainerBackend) else [active]
    for backend in candidates:
        if not type(backend).__module__.startswith(_REFUSED_MODULES) and backend.priority > 0:
            return backend
    raise SecretStoreError(_NO_STORE)
