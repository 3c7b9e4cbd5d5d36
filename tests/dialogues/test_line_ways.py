"""Guards: of words that can be cut in several ways a quick line finds those that cost least, as if
each way had been walked; where that is too much work it takes less, never something else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from player import Player

from handlers.line import reading
from handlers.line.ways import LEFT_OUT, Grade, Piece, Way, Ways
from handlers.line.words import read
from handlers.report.line import cut, only_names
from locales.translator import translator
from tests.known_movement import known

MOVEMENT = known()
FORM = MOVEMENT.forms["head-month"]
TODAY = date(2026, 12, 1)
COSTS: dict[Grade, int] = {"sure": 0, "doubtful": 1, "slip": 3}


def turn(language: str) -> Any:
    return SimpleNamespace(movement=MOVEMENT, t=translator(language), today=TODAY, seen={})


Given = dict[tuple[int, int, int], Grade]


def every_way(given: Given, words: int, asked: int, at: int = 0, first: int = 0) -> Iterator[Way]:
    """The specification: each cutting of all words into answers, questions left out between."""
    if at == words:
        yield ()
    for question in range(first, asked if at < words else 0):
        if question - first > 3:
            return
        for end in range(at + 1, words + 1):
            grade = given.get((question, at, end), "no")
            if grade != "no":
                piece = Piece(question, at, end, grade)
                for rest in every_way(given, words, asked, end, question + 1):
                    yield (piece, *rest)


def cost(way: Way) -> int:
    left_out = way[-1].question + 1 - len(way) if way else 0
    return LEFT_OUT * left_out + sum(COSTS[piece.grade] for piece in way)


@pytest.mark.parametrize("whole", [False, True])
def test_the_ways_of_each_cost_are_found(whole: bool) -> None:
    dice = random.Random(20261201)
    counted = 0
    for _ in range(1000):
        words, asked = dice.randrange(1, 6), dice.randrange(1, 5)
        often = dice.choice((0.3, 0.6))
        given: Given = {
            (question, start, end): dice.choice(("sure", "sure", "doubtful", "slip"))
            for question in range(asked)
            for start in range(words)
            for end in range(start + 1, words + 1)
            if dice.random() < often and (end == start + 1 or dice.random() < 0.3)
        }
        given = {  # what is no clear answer stands in one word, or in all of a cell
            place: grade
            for place, grade in given.items()
            if grade == "sure" or place[2] == place[1] + 1 or place[1:] == (0, words)
        }
        ways = Ways([0] * words, asked, lambda q, a, b, given=given: given.get((q, a, b), "no"))
        every = list(every_way(given, words, asked))
        if whole:
            every = [way for way in every if len(way) == asked]
        for least in range(7):
            found = ways.of_cost(least, words, whole=whole)
            expected = [way for way in every if cost(way) == least]
            assert found is not None
            assert sorted(found, key=repr) == sorted(expected, key=repr), (given, least)
            counted += bool(expected)
    assert counted > 60  # the dice reach every kind of outcome


def test_no_answer_reaches_into_another_cell() -> None:
    ways = Ways(["a", "a", "b"], 3, lambda _question, _start, _end: "sure")
    found = [way for n in range(3) for way in ways.of_cost(n, 3) or []]
    assert found
    assert all((piece.start < 2) == (piece.end <= 2) for way in found for piece in way)


def test_more_ways_than_anybody_could_tell_apart_are_none() -> None:
    ways = Ways([0] * 30, 9, lambda _question, _start, _end: "sure")
    assert ways.of_cost(0, 30, whole=True) is None


@pytest.mark.parametrize("line", ["không " * 80, "không ko " * 40, "45 2 tỷ 3 " * 60, "0 " * 400])
def test_repeats_are_cut_at_once(line: str) -> None:
    now = turn("vi")
    for form in MOVEMENT.forms.values():
        found = cut(now, form, form.indicators, read(line))
        kept = [text for _, text in (*found.found, *found.unsure)]
        assert len(" ".join(kept).split()) <= len(form.indicators) * 6


def test_beyond_the_budget_all_is_asked(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is taken, the rest is asked; no figure is."""
    player.join("P002")
    whole = player.write("P002", "BC 45 2 tỷ 3 0 12tr 12tr 900k 45 229tr có")
    assert any("2,3 tỷ đồng" in line for line in whole)
    player.write("P002", "discard")
    player.write("P002", "tap discard")
    monkeypatch.setattr(reading, "_MOST_LETTERS", 20)
    for line in ("BC 45 2 tỷ 3 0 12tr 12tr 900k 45 229tr có", "số hộ 45, dư nợ 2 tỷ 3, lãi tồn 0"):
        said = "\n".join(player.write("P002", line))
        assert "Đã ghi" not in said
        assert "tỷ đồng" not in said


def test_more_words_than_any_report_has_are_no_line() -> None:
    line = read("số hộ 45, dư nợ 2285tr " + "x " * 300)
    assert cut(turn("vi"), FORM, FORM.indicators, line).found == ()
    assert not only_names(turn("vi"), FORM, line)
