"""Keeps the catalogues: `python -m locales.catalogues.catalogue` updates, `--check` complains.

Texts of the code go to messages.po (message ids are English), texts of the movements' files to
movements.po (message ids are Vietnamese). What a language lacks is left empty for a translator.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from locales.catalogues import extraction
from locales.catalogues.checks import problems
from locales.tables import FOLDER, languages

SPOKEN = {"messages": "en", "movements": "vi"}
"""The language in which each domain's message ids are written: there they are the texts."""


def path(language: str, domain: str, folder: Path = FOLDER) -> Path:
    """Where a catalogue is kept."""
    return folder / language / f"{domain}.po"


def load(language: str, domain: str, folder: Path = FOLDER) -> Catalog:
    """A catalogue as it stands on the disk; an empty one if there is none."""
    file = path(language, domain, folder)
    content = file.read_bytes() if file.is_file() else b""
    catalogue = read_po(BytesIO(content), locale=language, domain=domain)
    catalogue.charset = "utf-8"
    return catalogue


def updated(catalogue: Catalog, template: Catalog, language: str, domain: str) -> Catalog:
    """The catalogue with exactly the template's messages, and the translations it had.

    It gets the template's own messages: of a copy, or English would stand in every language.
    """
    catalogue.update(deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    for message in catalogue:
        if SPOKEN[domain] == language and message.id and not any(message.string or ""):
            message.string = message.id
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    out = BytesIO()
    write_po(out, catalogue, width=100, no_location=True)
    return out.getvalue()


def kept(domain: str) -> tuple[str, ...]:
    """The languages that have a catalogue of a domain: movements speak Vietnamese themselves."""
    return tuple(code for code in languages() if (domain, code) != ("movements", "vi"))


def templates() -> dict[str, Catalog]:
    """The template of each domain, from the sources."""
    return {"messages": extraction.messages(), "movements": extraction.movements()}


def complaints() -> Iterator[str]:
    """Every problem of every catalogue, one line each."""
    for domain, template in templates().items():
        for language in kept(domain):
            for problem in problems(load(language, domain), template, language):
                yield f"{domain}: {problem}"


def update() -> None:
    """Bring every catalogue on the disk up to date with the sources."""
    for domain, template in templates().items():
        for language in kept(domain):
            catalogue = updated(load(language, domain), template, language, domain)
            path(language, domain).write_bytes(written(catalogue))


def main(arguments: list[str]) -> int:
    """Run the tool; the exit status is 1 if `--check` found something."""
    if "--check" not in arguments:
        update()
    found = list(complaints())
    print("\n".join(found[:200]) or "All catalogues are complete.")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
