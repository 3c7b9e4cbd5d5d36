"""Guards: of words that can be cut in several ways a quick line takes what all ways agree on, as
if each way had been walked; where that is too much work it takes less, never something else."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from player import Player

from handlers import report_line
from handlers.line_pieces import tokens
from handlers.line_ways import Sure, agreed
from handlers.report_line import cut, only_names
from locales import reading, words
from locales.translator import languages, translator
from scoring.loading import builtin

MOVEMENT = builtin()
FORM = MOVEMENT.forms["head-month"]
TODAY = date(2026, 12, 1)
PARTS = (
    "không", "không có", "0", "1", "2", "45", "45 hộ", "2 tỷ 3", "285 triệu", "2 tỷ", "3 triệu",
    "12 tr 4", "1.500", "900 k", "900 nghìn", "hai mươi", "hai trăm", "năm", "có", "?", "bỏ qua",
    "2 million", "500 thousand", "3 लाख", "5 मिलियन", "خمسة ملايين", "3 آلاف", "chưa rõ", "x",
)  # fmt: skip


def turn(language: str) -> Any:
    return SimpleNamespace(movement=MOVEMENT, t=translator(language), today=TODAY, seen={})


def every_way(line: Sequence[str], asked: int, sure: Sure, at: int = 0) -> Iterator[list[str]]:
    """The specification: each cutting into clear answers to the first questions, in order."""
    if not line:
        yield []
    elif at < asked:
        for end in range(1, min(6, len(line)) + 1):
            text = " ".join(line[:end])
            if sure(at, text):
                for rest in every_way(line[end:], asked, sure, at + 1):
                    yield [text, *rest]


def specified(line: Sequence[str], asked: int, sure: Sure) -> list[str] | None:
    """What all ways begin with; those that answer everything go before the others."""
    ways = list(every_way(line, asked, sure))
    ways = [way for way in ways if len(way) == asked] or ways
    same: list[str] = []
    for column in zip(*ways, strict=False):
        if len(set(column)) > 1:
            break
        same.append(column[0])
    return same if ways else None


def test_what_all_ways_agree_on_is_found() -> None:
    dice = random.Random(20261201)
    found = []
    for _ in range(4000):
        line = [dice.choice("abc") for _ in range(dice.randrange(9))]
        asked, often = dice.randrange(6), dice.choice((0.2, 0.4, 0.7, 1))
        clear = {
            (at, " ".join(line[i:j]))
            for at in range(asked)
            for i in range(len(line))
            for j in range(i + 1, len(line) + 1)
            if dice.random() < often
        }
        expected = specified(line, asked, lambda at, text, clear=clear: (at, text) in clear)
        assert agreed(line, asked, lambda at, text, clear=clear: (at, text) in clear) == expected
        found.append(expected)
    assert sum(same is None for same in found) > 500  # the dice reach every kind of outcome
    assert sum(same == [] for same in found) > 500
    assert sum(bool(same) for same in found) > 500


def clear_to(language: str, asked: Sequence[str], at: int, text: str) -> bool:
    if text in ("?", "_") or words.word(text, language) in ("skip", "keep"):
        return True
    kind = MOVEMENT.indicators[asked[at]].kind
    context = "none" if kind == "yesno" else None
    read = reading.read(kind, text, language, today=TODAY, context=context)
    return isinstance(read, reading.Value)


@pytest.mark.parametrize("language", languages())
def test_real_words_are_cut_as_specified(language: str) -> None:
    dice, cut_so = random.Random(language), 0
    for _ in range(150):
        codes = dice.sample(FORM.indicators, dice.randrange(1, 5))
        asked = [code for code in FORM.indicators if code in codes]
        line = " ".join(dice.choice(PARTS) for _ in asked).split()
        if len(line) <= len(asked):  # then each word is an answer
            continue
        expected = specified(line, len(asked), partial(clear_to, language, asked))
        if expected is not None:
            found = cut(turn(language), FORM, asked, line)
            pairs = [pair for pair in zip(asked, expected, strict=False) if pair[1] not in "?_"]
            assert list(found.found) == pairs, (language, asked, line)
            cut_so += 1
    assert cut_so > 15


@pytest.mark.parametrize("line", ["không " * 80, "không ko " * 40, "45 2 tỷ 3 " * 60, "0 " * 400])
def test_repeats_are_cut_at_once(line: str) -> None:
    now = turn("vi")
    for form in MOVEMENT.forms.values():
        found = cut(now, form, form.indicators, tokens(line))
        assert len(" ".join([*(t for _, t in found.found), found.left]).split()) == len(
            line.split()
        )


def test_beyond_the_budget_all_is_asked(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is taken, the rest is asked; no figure is."""
    player.join("P002")
    whole = player.write("P002", "BC 45 2 tỷ 3 0 12tr 12tr 900k 45 229tr có")
    assert any("2,3 tỷ đồng" in line for line in whole)
    player.write("P002", "discard")
    player.write("P002", "tap discard")
    monkeypatch.setattr(report_line, "_MOST_LETTERS", 20)
    for line in ("BC 45 2 tỷ 3 0 12tr 12tr 900k 45 229tr có", "số hộ 45, dư nợ 2 tỷ 3, lãi tồn 0"):
        said = "\n".join(player.write("P002", line))
        assert "Chưa hiểu tin nhắn này" in said or "1/9" in said, said
        assert "Noted" not in said
        assert "tỷ đồng" not in said


def test_more_words_than_any_report_has_are_no_line() -> None:
    line = tokens("số hộ 45, dư nợ 2285tr " + "x " * 300)
    assert cut(turn("vi"), FORM, FORM.indicators, line).found == ()
    assert not only_names(turn("vi"), FORM, line)
