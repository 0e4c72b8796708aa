"""Pictures of the product: every page and dialog in two schemes and two sizes, and the documents.

Called by ``python packaging/dev.py shots DIR`` inside the virtual environment, without a screen. The window
takes its own pictures (``window_shots.py``); here they are ordered, counted and checked. The documents
of the example are turned into pictures by LibreOffice and poppler, where these are installed.
"""

from __future__ import annotations

import itertools
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

SHOOTER = Path(__file__).with_name("window_shots.py")

SCHEMES = ("light", "dark")
SIZES = ("1280x800", "1920x1080")
DOCUMENTS = ("DSFA.docx", "DSFA.xlsx")
DOTS_PER_INCH = 80
PNG_START = struct.Struct(">8s4x4sII")


class ShotError(Exception):
    """A picture is missing or broken; the text is one German sentence."""


def size_of(picture: Path) -> tuple[int, int]:
    """Read width and height in pixels from the head of a PNG file.

    Raises:
        ShotError: the file is no PNG or has no extent.
    """
    head = picture.read_bytes()[: PNG_START.size]
    if len(head) == PNG_START.size:
        signature, chunk, width, height = PNG_START.unpack(head)
        if (signature, chunk) == (b"\x89PNG\r\n\x1a\n", b"IHDR") and width and height:
            return width, height
    raise ShotError(f"{picture} ist kein Bild; bitte die Ausgabe von window_shots.py prüfen.")


def _empty(directory: Path) -> None:
    """Make a folder without pictures; anything else in it may be the person's own."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in directory.glob("*.png"):
        old.unlink()


def take_window(directory: Path, scheme: str, size: str) -> frozenset[str]:
    """Have the window pictured in one scheme and size, and give the names of the pictures.

    Raises:
        ShotError: the window failed, or left no picture, or none in the size that was asked for.
    """
    target = directory / f"{scheme}-{size}"
    _empty(target)
    _must([sys.executable, SHOOTER, target, "--scheme", scheme, "--size", size])
    sizes = {picture.name: size_of(picture) for picture in sorted(target.glob("*.png"))}
    if tuple(int(edge) for edge in size.split("x")) not in sizes.values():
        raise ShotError(f"In {target} liegt kein Bild des Fensters in der Größe {size}.")
    return frozenset(sizes)


def take_documents(directory: Path) -> int:
    """Picture every page of the example's documents, and give the number of pages.

    Raises:
        ShotError: the example was not built, or LibreOffice or poppler could not read its documents.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _must([sys.executable, "-m", "dsfa_app", "demo", "--out", work / "demo"])
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"  # never the person's own LibreOffice
        for document in DOCUMENTS:
            source, pdf = work / "demo" / document, (work / document).with_suffix(".pdf")
            _must(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", work, source])
            prefix = directory / document.replace(".", "-")
            _must(["pdftoppm", "-png", "-r", str(DOTS_PER_INCH), pdf, prefix])
    return len([size_of(picture) for picture in directory.glob("*.png")])


def _must(command: list[str | Path]) -> None:
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        words = " ".join(map(str, command))
        raise ShotError(f"Gescheitert ist: {words}; der Grund steht in der Ausgabe darüber.")


def take_all(directory: Path) -> None:
    """Take all pictures into ``directory``.

    Raises:
        ShotError: a picture is missing or broken.
    """
    names = {}
    for scheme, size in itertools.product(SCHEMES, SIZES):
        names[scheme, size] = take_window(directory, scheme, size)
        print(f"{directory / f'{scheme}-{size}'}: {len(names[scheme, size])} Bilder", flush=True)
    if len(set(names.values())) > 1:
        raise ShotError("Nicht jede Seite wurde in jedem Schema und jeder Größe aufgenommen.")
    if not all(shutil.which(tool) for tool in ("soffice", "pdftoppm")):
        print("Ohne Bilder der Dokumente: LibreOffice oder pdftoppm ist nicht installiert.")
        return
    documents = directory / "documents"
    _empty(documents)
    print(f"{documents}: {take_documents(documents)} Seiten")


if __name__ == "__main__":
    try:
        take_all(Path(sys.argv[1]))
    except ShotError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
