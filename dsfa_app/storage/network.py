"""Whether a folder lies on a network drive, where a write-ahead log can be corrupted."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

_NETWORK_FILE_SYSTEMS = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "9p", "davfs"})
_DRIVE_REMOTE = 4
"""``GetDriveTypeW``'s answer for a mapped network drive."""
_OCTAL = re.compile(r"\\([0-7]{3})")


def _mount_type(path: PurePath, mounts: str) -> str:
    """Return the file system type of the mount that holds the path, from the text of /proc/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _device, point, this_kind, *_ = line.split(" ")
        # spaces, tabs and backslashes in a mount point are written as octal numbers
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), point)
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, this_kind
    return kind


def _is_remote_on_windows(path: PurePath, drive_type: Callable[[str], int]) -> bool:
    r"""Tell UNC paths and mapped drives; ``\\?\`` is only another way to write a path of any kind."""
    plain = str(path)
    if plain.startswith("\\\\?\\UNC\\"):
        return True
    plain = plain.removeprefix("\\\\?\\")
    return plain.startswith("\\\\") or drive_type(plain[:3]) == _DRIVE_REMOTE


def is_network_path(path: Path) -> bool:
    """Tell whether a path lies on a network drive (UNC, mapped drive, NFS, SMB)."""
    resolved = path.resolve()
    if os.name == "nt":
        import ctypes  # noqa: PLC0415 - needed on Windows only

        # getattr, because type checkers on other systems do not know ``windll``
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
        return _is_remote_on_windows(resolved, kernel.GetDriveTypeW)
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return False
    return _mount_type(resolved, mounts) in _NETWORK_FILE_SYSTEMS
