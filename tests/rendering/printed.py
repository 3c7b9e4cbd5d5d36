"""What is read of a file as it would be printed: LibreOffice and poppler look at it."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.rendering import typesetting
from handlers.papers.paper import Paper

SOFFICE, PDFTOTEXT = Path("/usr/bin/soffice"), Path("/usr/bin/pdftotext")
RENDERING = Path(typesetting.__file__).parent
NOTO = Path("/usr/share/fonts/truetype/noto")
NEEDED = (SOFFICE, PDFTOTEXT, NOTO / "NotoSansDevanagari-Regular.ttf")
NO_JAVA = "Warning: failed to launch javaldx - java may not function correctly"
"""It is not installed and nobody needs it."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{rendering}/serif</dir><dir>{noto}</dir><cachedir>{folder}/cache</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Liberation Serif</family>
</prefer></alias></fontconfig>"""
"""The letters of the program itself, whatever a machine has; but LibreOffice does not name the
letters of a font with variations, as ours of Hindi is."""
_TURNS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = re.compile("[\u0620-\u064a]")
_WORDS = re.compile("[0-9]|[\u0620-\u064a]+|[^\\W0-9\u0620-\u064a]+")
_UNSAID = {"kind", "style", "align", "code", "language", "dir", "made"}


def printed(files: list[Path], folder: Path) -> tuple[list[Path], list[str]]:
    """A PDF of each, and what LibreOffice complains of."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(rendering=RENDERING, noto=NOTO, folder=folder), encoding="utf-8")
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=180,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )  # fmt: skip
    complaints = [line for line in run.stderr.splitlines() if line.strip() and line != NO_JAVA]
    return [folder / f"{file.stem}.pdf" for file in files], complaints


def read(pdf: Path) -> Counter[str]:
    """The words of a PDF; digits one by one, for a note's number stands at a word."""
    return counted(text(pdf))


def text(pdf: Path) -> str:
    """What a PDF says."""
    command = [PDFTOTEXT, "-layout", pdf, "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def words(paper: Paper) -> Counter[str]:
    """The words of the paper, each as often as it is in it."""
    return counted(" ".join(_texts(paper.model_dump(exclude=_UNSAID))))


def above_and_below(paper: Paper) -> set[str]:
    """What may stand more often than it is in the paper: on each page, in heads, at notes."""
    heads = [row for block in paper.body if block.kind == "table"
             for row in block.rows[: block.heads]]  # fmt: skip
    said = " ".join(
        (paper.draft, paper.footer, *(r.text for row in heads for c in row for r in c.runs))
    )
    return set(counted(said))


def counted(said: str) -> Counter[str]:
    """In one form of the letters, without signs that only turn or part words."""
    plain = unicodedata.normalize("NFKC", _TURNS.sub("", said)).casefold()
    return Counter(map(_in_order, _WORDS.findall(plain)))


def plain(said: str) -> str:
    """Without what parts words: a line may end anywhere."""
    return "".join(_TURNS.sub("", said).split())


def _in_order(word: str) -> str:
    """Of an Arabic word its letters: lam and alif are one sign, which is read turned round."""
    return "".join(sorted(word)) if _ARABIC.search(word) else word


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and value.get("note") is not None:
        yield f"{value['text']}{value['note']}"
    elif isinstance(value, dict):
        said = [one for name, one in value.items() if name not in _UNSAID]
        yield from (word for one in said for word in _texts(one))
    elif isinstance(value, list | tuple):
        yield from (word for one in value for word in _texts(one))
