"""Guards: a paper cites what is in force on its own day, names what nobody has confirmed, and is
not written once what it needs has lapsed."""

from __future__ import annotations

from datetime import date

import pytest
from paper_season import Season, runs, text

from handlers.papers import bases, catalogue
from handlers.papers.bases import Lapsed


def test_the_decree_is_cited_to_its_last_day_and_not_beyond(season: Season) -> None:
    last = season.voice(day=date(2027, 2, 28))
    assert "152/2025/NĐ-CP" in text(catalogue.one(last, "request") or pytest.fail("none"))
    over = season.voice(day=date(2027, 3, 1))
    for write in (lambda: catalogue.one(over, "request"), lambda: catalogue.write(over)):
        with pytest.raises(Lapsed) as error:
            write()
        [(old, new)] = error.value.found
        assert (old.number, new and new.code) == ("152/2025/NĐ-CP", "decree-next")


def test_what_nobody_has_confirmed_has_a_note(season: Season) -> None:
    paper = season.papers()["request"]
    cited = [run.text for run in runs(paper) if "152/2025" in run.text]
    assert "(*)" in cited[0]
    [note] = [run.text for run in runs(paper) if "chưa xác nhận việc" in run.text]
    assert note.startswith("(*)")
    assert len(bases.unsure(season.voice(), "request")) == 8
