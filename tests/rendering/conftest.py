"""Programs that look at a paper, and the sample as they see it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from printed import NEEDED, printed
from sample_paper import sample

from bot.rendering.papers.word import docx
from locales.translator import languages

LOOKING = Path(__file__).parent / "test_papers_printed.py"
MISSING = "the printed papers need LibreOffice and poppler-utils (Debian's packages of these names)"


def _there() -> bool:
    return all(program.exists() for program in NEEDED)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without these programs the tests are one line: the first is skipped, the others left out."""
    mine = [item for item in items if item.path == LOOKING]
    if not mine or _there() or os.environ.get("THIDUA_REQUIRE_BROWSER"):
        return
    first, *others = mine
    first.add_marker(pytest.mark.skip(reason=f"{len(mine)} tests: {MISSING}"))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="session")
def through_office(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], list[str]]:
    """The sample of each language as LibreOffice prints it, and what it complains of."""
    if not _there():
        pytest.fail(MISSING)
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"{language}.docx" for language in languages()]
    for file in files:
        file.write_bytes(docx(sample(file.stem, confirmed=file.stem == "en")))
    made, complaints = printed(files, folder)
    return {pdf.stem: pdf for pdf in made}, complaints
