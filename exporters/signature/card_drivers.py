"""Where the PKCS #11 libraries of cards and tokens usually lie, as data: one line for each maker and system.

A place that is not listed can still be chosen by hand; nothing is loaded that nobody chose.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROGRAMS: Final = "%ProgramFiles%"
_SYSTEM: Final = r"%SystemRoot%\System32"


@dataclass(frozen=True, slots=True)
class CardDriver:
    """A driver that is installed: whose it is, and the library."""

    name: str
    library: Path


_PLACES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "win32": (
        ("OpenSC", rf"{_PROGRAMS}\OpenSC Project\OpenSC\pkcs11\opensc-pkcs11.dll"),
        ("SafeNet, Thales", rf"{_SYSTEM}\eTPKCS11.dll"),
        ("cryptovision", rf"{_SYSTEM}\cvP11.dll"),
        ("CardOS API", rf"{_SYSTEM}\siecap11.dll"),
        ("ActivClient", rf"{_PROGRAMS}\HID Global\ActivClient\acpkcs211.dll"),
        ("YubiKey", rf"{_PROGRAMS}\Yubico\Yubico PIV Tool\bin\libykcs11.dll"),
    ),
    "darwin": (
        ("OpenSC", "/Library/OpenSC/lib/opensc-pkcs11.so"),
        ("SafeNet, Thales", "/usr/local/lib/libeTPkcs11.dylib"),
        ("YubiKey", "/usr/local/lib/libykcs11.dylib"),
    ),
    "linux": tuple(
        (name, f"{folder}/{library}")
        for name, library in (
            ("OpenSC", "opensc-pkcs11.so"),
            ("SafeNet, Thales", "libeTPkcs11.so"),
            ("YubiKey", "libykcs11.so"),
            ("SoftHSM", "softhsm/libsofthsm2.so"),
        )
        for folder in (
            "/usr/lib",
            "/usr/lib64",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
        )
    ),
}
"""Windows expands the names between per cent signs; elsewhere they do not occur."""


def usual_drivers(platform: str = sys.platform) -> tuple[CardDriver, ...]:
    """Return the drivers that lie in one of the usual places of this operating system.

    ``platform`` is a name as in ``sys.platform``.
    """
    places = ((name, Path(os.path.expandvars(place))) for name, place in _PLACES.get(platform, ()))
    found: dict[Path, CardDriver] = {}
    for name, library in places:
        if library.is_file():
            found.setdefault(library.resolve(), CardDriver(name, library))
    return tuple(found.values())
