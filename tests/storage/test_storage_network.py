"""Network drives are told from local disks."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from dsfa_app.storage.network import _is_remote_on_windows, _mount_type, is_network_path

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//server/amt /mnt/amt cifs rw 0 0
server:/x /mnt/amt/local ext4 rw 0 0
//server/platz /mnt/mit\040Leerzeichen\134und\040mehr cifs rw 0 0
server:/home /home nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"),
        ("/var/daten", "ext4"),
        ("/mnt/amt", "cifs"),
        ("/mnt/amt/dsfa", "cifs"),
        ("/mnt/amtlich", "ext4"),
        ("/mnt/amt/local/dsfa", "ext4"),
        ("/mnt/mit Leerzeichen\\und mehr/dsfa", "cifs"),
        ("/home/amt", "nfs4"),
    ],
)
def test_the_deepest_mount_decides(path: str, kind: str):
    assert _mount_type(PurePosixPath(path), MOUNTS) == kind


def test_the_later_of_two_mounts_on_one_point_decides():
    assert _mount_type(PurePosixPath("/a"), "x / ext4 rw 0 0\ny / cifs rw 0 0\n") == "cifs"


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"C:\Daten\amt", False),
        (r"N:\amt", True),
        (r"\\server\amt\dsfa", True),
        (r"\\?\C:\amt", False),
        (r"\\?\N:\amt", True),
        (r"\\?\UNC\server\amt", True),
    ],
)
def test_windows_shares_and_mapped_drives_are_remote(path: str, remote: bool):
    drives = {"C:\\": 3, "N:\\": 4}
    assert _is_remote_on_windows(PureWindowsPath(path), drives.__getitem__) is remote


def test_this_machines_own_disk_is_no_network(tmp_path: Path):
    assert is_network_path(tmp_path / "not" / "there" / "yet") is False
