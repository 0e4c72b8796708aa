from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from text_files import blemishes

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATED = {"build", "dist", "__pycache__"}


def files_below(folder: Path) -> Iterator[Path]:
    """Give every file of a tree without git, except what a run leaves behind."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in GENERATED and not path.name.startswith("."):
            yield from files_below(path)
        elif path.is_file():
            yield path


def shipped_files(root: Path) -> list[Path]:
    listing = ["git", "-C", root, "ls-files", "-z"]
    try:
        names = subprocess.run(listing, check=True, capture_output=True, encoding="utf-8").stdout
    except (OSError, subprocess.CalledProcessError):
        return list(files_below(root))
    return [root / name for name in names.split("\0") if name and (root / name).is_file()]


def texts(root: Path) -> dict[str, bytes]:
    contents = {path.relative_to(root).as_posix(): path.read_bytes() for path in shipped_files(root)}
    return {name: content for name, content in contents.items() if b"\0" not in content}


def machine_paths(root: Path) -> re.Pattern[bytes]:
    """Match this machine's folders, and the home folder of anybody on any machine."""
    common = {Path("/"), Path(tempfile.gettempdir())}  # a checkout may lie there, and a file may speak of it
    here = {root, root.parent, Path.home()} - common
    own = "|".join(rf"(?<![\w.\-]){re.escape(str(path))}(?=[/\\])" for path in here)
    return re.compile(rf"{own}|/(?:home|Users)/[a-z]\w+/|[A-Z]:\\Users\\\w+".encode())


def test_no_file_names_a_folder_of_a_developers_machine(root: Path):
    pattern = machine_paths(root)
    found = {
        name: match.group() for name, content in texts(root).items() if (match := pattern.search(content))
    }
    assert not found


def test_text_files_have_clean_line_ends(root: Path):
    assert not {name: found for name, content in texts(root).items() if (found := blemishes(content))}


def test_blemishes_of_white_space_are_named():
    assert blemishes(b"") == []
    assert blemishes(b"a\n\nb\n") == []
    assert blemishes(b"a\r\nb\r\n") == []
    assert blemishes(b"a \nb\n") == ["Leerzeichen am Zeilenende"]
    assert blemishes(b"a") == blemishes(b"a\n\n") == ["endet nicht mit genau einem Zeilenende"]
