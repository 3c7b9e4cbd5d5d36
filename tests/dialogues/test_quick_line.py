"""Guards: the line that is shown reads back the same in every language; whatever people do to a
line, each figure that is kept is shown before it can be confirmed."""

from __future__ import annotations

import random
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from player import Player
from sqlalchemy import select

from handlers.line.begin import begun
from handlers.line.words import read
from handlers.report.line import cut
from handlers.wording.values import full
from locales import reading
from locales.reading import line as compact
from locales.translator import languages, translator
from scoring.loading import builtin
from storage import answers
from storage.engine import reading as reader
from storage.reports import reports

MOVEMENT = builtin()
TODAY = date(2026, 12, 1)
FORM = MOVEMENT.forms["head-month"]
AMOUNTS = st.one_of(
    st.integers(0, 10**10),
    st.integers(0, 10**5).map(lambda n: n * 10**5),
    st.integers(0, 10**6).map(lambda n: n * 1000),
)
VALUES = {"amount": AMOUNTS, "count": st.integers(0, 60), "yesno": st.integers(0, 1)}


def turn(language: str, text: str = "") -> Any:
    return SimpleNamespace(
        movement=MOVEMENT, t=translator(language), today=TODAY, seen={}, text=text
    )


def value(language: str, code: str, text: str) -> object:
    kind = MOVEMENT.indicators[code].kind.reading
    context = "none" if kind == "yesno" else None
    read = reading.read(kind, text, language, today=TODAY, context=context)
    assert isinstance(read, reading.Value), (language, code, text, read)
    return {"yes": 1, "no": 0}.get(read.value, read.value)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", languages())
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_line_reads_back_the_same(language: str, data: st.DataObject) -> None:
    given_ = {c: data.draw(VALUES[MOVEMENT.indicators[c].kind.reading]) for c in FORM.indicators}
    written = [compact.value(MOVEMENT.indicators[c].unit, n, language) for c, n in given_.items()]
    line = " ".join([compact.word(language), *written])
    now = turn(language, line)
    behind = begun(now)
    assert behind is not None
    found = cut(now, FORM, FORM.indicators, behind)
    assert found.left == ""
    assert {code: value(language, code, text) for code, text in found.found} == given_


@pytest.mark.parametrize("language", languages())
def test_names_go_in_any_order(language: str) -> None:
    t, dice = translator(language), random.Random(language)
    for _ in range(20):
        codes = dice.sample(FORM.indicators, 4)
        parts = []
        for code in codes:
            indicator = MOVEMENT.indicators[code]
            name = dice.choice([indicator.name, indicator.short or indicator.name])
            shown = compact.value(indicator.unit, indicator.example, language)
            parts.append(f"{t.movement(name)}{dice.choice([' ', ': ', ' = '])}{shown}")
        line = dice.choice([", ", "; ", " ", "\n"]).join(parts)
        found = cut(turn(language), FORM, FORM.indicators, read(line))
        examples = {c: MOVEMENT.indicators[c].example for c in codes}
        assert {c: value(language, c, text) for c, text in found.found} == examples, line


def damaged(line: list[str], dice: random.Random) -> list[str]:
    line, at = list(line), dice.randrange(len(line))
    what = dice.randrange(6)
    if what == 0:
        del line[at]
    elif what == 1:
        line.insert(at, dice.choice(["45", "x", "0", "tr", "2", "có", ",", "nợ", "khoảng"]))
    elif what == 2:
        line[at] = line[at].replace("tr", " triệu")
    elif what == 3:
        line[at : at + 2] = reversed(line[at : at + 2])
    elif what == 4:
        line[at] = line[at].rstrip("trk")
    else:
        line.append(dice.choice(["ạ", "số hộ 40", "nhé", "dư nợ 2 tỷ"]))
    return line or ["45"]


def test_every_figure_that_is_kept_is_shown(player: Player) -> None:
    dice = random.Random(20261201)
    player.join("P002")
    right = ["45", "2285tr", "12tr", "12,4tr", "12,4tr", "900k", "45", "229tr", "có"]
    for _ in range(60):
        line = right
        for _ in range(dice.randrange(1, 4)):
            line = damaged(line, dice)
        said = "\n".join(player.write("P002", "BC " + " ".join(line)))
        with reader(player.engine) as db:
            report = db.execute(select(reports.c.id)).scalar()
            kept = answers.given(db, report) if report else {}
        t = translator("vi")
        for code, answer in kept.items():
            shown = full(t, MOVEMENT.indicators[code], answer)
            name = t.movement(MOVEMENT.indicators[code].name)
            assert f"{name}: {shown}" in said, (line, said)
        player.write("P002", "/cancel")
        with player.engine.begin() as db:
            db.execute(answers.answers.delete())
