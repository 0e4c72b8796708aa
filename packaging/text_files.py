"""Refuses text files with trailing blanks, or without exactly one line end at their end.

Called by pre-commit with the names of the changed files, and by the tests with all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path


def blemishes(content: bytes) -> list[str]:
    """Name what is wrong with the white space of a text file; an empty file is fine."""
    found = []
    content = content.replace(b"\r\n", b"\n")  # git may have turned the line ends on Windows
    if any(line != line.rstrip(b" \t\r") for line in content.split(b"\n")):
        found.append("Leerzeichen am Zeilenende")
    if content and (not content.endswith(b"\n") or content.endswith(b"\n\n")):
        found.append("endet nicht mit genau einem Zeilenende")
    return found


def main(names: list[str]) -> int:
    """Print the blemishes of the named files, one line each; 1 if there are any."""
    found = [f"{name}: {text}" for name in names for text in blemishes(Path(name).read_bytes())]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
