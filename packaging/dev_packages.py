"""What Debian must provide before the virtual environment can work: one table, and the way to install it.

Wheels bring Python code and Qt, but neither Qt's system libraries, nor fonts, nor the two foreign programs
that judge our signatures. Windows needs nothing of this. Only the standard library is used here, because
this runs before anything is installed; all talk goes to stderr.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

PURPOSES = frozenset({"start", "demo", "test", "oracles", "shots", "bench", "lock"})
"""What a package can be needed for: the commands of ``dev.py``, where ``demo`` is ``start`` without a screen
and ``oracles`` is the part of ``test`` in which foreign programs judge our documents."""

QT = frozenset({"start", "test", "shots", "bench"})


class SetupError(Exception):
    """The machine cannot do what was asked; the text is one German sentence with the remedy."""


@dataclass(frozen=True)
class SystemPackage:
    """One Debian package, why it is needed, and for which of ``PURPOSES``."""

    name: str
    reason: str
    needed_by: frozenset[str]


def _group(reason: str, needed_by: Iterable[str], names: str) -> tuple[SystemPackage, ...]:
    return tuple(SystemPackage(name, reason, frozenset(needed_by)) for name in names.split())


PACKAGES = (
    *_group("Python: the virtual environment with pip", PURPOSES, "python3-venv"),
    *_group(
        "Qt: libraries every platform plugin links to, the one without a screen included",
        QT,
        "libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libx11-6 libxkbcommon0",
    ),
    *_group(
        "Qt: the window on X11",
        {"start"},
        "libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
        "libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 "
        "libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0",
    ),
    *_group("Qt: the window on Wayland", {"start"}, "libwayland-client0 libwayland-cursor0 libwayland-egl1"),
    *_group("fonts, as wheels bring none", QT, "fonts-dejavu-core fonts-liberation2"),
    *_group(
        "oracle: LibreOffice judges our signatures over UNO, with a certificate store made by NSS",
        {"oracles"},
        "libreoffice-core-nogui python3-uno libnss3-tools",
    ),
    *_group(
        "oracle: Apache POI judges our signatures; javac compiles the caller",
        {"oracles"},
        "libapache-poi-java libxml-security-java libbcpkix-java openjdk-17-jdk-headless",
    ),
    *_group("a smart card in software, for the tests of signing with one", {"test"}, "softhsm2"),
    *_group("a real keyring, for the tests of keeping a passphrase", {"test"}, "dbus gnome-keyring"),
    *_group(
        "pictures of the documents",
        {"shots"},
        "libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils",
    ),
)


def is_debian(root: Path = Path("/")) -> bool:
    """Tell whether the packages above can be looked up and installed here."""
    return (root / "etc/debian_version").is_file() and shutil.which("dpkg-query") is not None


def names_in(dpkg_listing: str) -> frozenset[str]:
    """Read the lines ``status<TAB>package<TAB>provides`` of dpkg-query into the names that are satisfied.

    Provided names count, because later Debian releases renamed libraries (``libglib2.0-0t64`` provides
    ``libglib2.0-0``).
    """
    names = set()
    for line in dpkg_listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names.add(package)
            names.update(entry.split()[0].split(":")[0] for entry in provides.split(",") if entry.strip())
    return frozenset(names)


def installed_names() -> frozenset[str]:
    """Ask dpkg what is installed; a Python that can make virtual environments counts as ``python3-venv``."""
    listing = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}\t${Package}\t${Provides}\n"],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    ).stdout
    names = names_in(listing)
    return names | {"python3-venv"} if importlib.util.find_spec("ensurepip") else names - {"python3-venv"}


def missing_for(purposes: Iterable[str], installed: Collection[str]) -> list[str]:
    """Name the packages that ``purposes`` need and that are not installed, in the order of the table."""
    needed = frozenset(purposes)
    return [p.name for p in PACKAGES if p.needed_by & needed and p.name not in installed]


def install_script(names: Iterable[str]) -> str:
    """Give the shell line that installs ``names`` when run as root.

    It waits for the lock, as a fresh server is often busy with its own updates, and goes on with the lists at
    hand when one of the sources does not answer.
    """
    apt = "apt-get -o DPkg::Lock::Timeout=600"
    return f"{apt} update; {apt} install -y --no-install-recommends {' '.join(map(shlex.quote, names))}"


def command_for_a_user(names: Iterable[str], *, has_sudo: bool) -> str:
    """Give the one command with which a person without root rights has the packages installed."""
    script = shlex.quote(install_script(names))
    return f"sudo sh -c {script}" if has_sudo else f"su -c {script}"


def _install_as_root(names: list[str]) -> None:
    print(f"== Installiere Systempakete: {' '.join(names)}", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["sh", "-c", install_script(names)],
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    if done.returncode != 0:
        raise SetupError(
            "Die Systempakete ließen sich nicht installieren; bitte den Grund in der Meldung darüber beheben "
            f"und wiederholen: {install_script(names)}"
        )


def provide(*purposes: str, alternative: str = "") -> None:
    """Make sure that everything ``purposes`` need from Debian is installed; elsewhere do nothing.

    Args:
        purposes: some of ``PURPOSES``.
        alternative: a German sentence with a way to go on without the packages, where there is one.

    Raises:
        SetupError: packages are missing and this process may not install them, or apt failed.
    """
    if not is_debian():
        return
    missing = missing_for(purposes, installed_names())
    if not missing:
        return
    if os.geteuid() != 0:
        remedy = command_for_a_user(missing, has_sudo=shutil.which("sudo") is not None)
        raise SetupError(
            "Es fehlen Systempakete; bitte diesen einen Befehl ausführen und dann erneut starten:\n\n"
            f"    {remedy}\n{alternative}"
        )
    _install_as_root(missing)
