"""Promise: reading an answer takes under 200 microseconds, and no text whatever 50 milliseconds.

200 microseconds on a core of its own are 700 calls and returns.
"""

from __future__ import annotations

import csv
import os
import random
import time
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from locales.fold import fold
from locales.reading import read, words
from locales.reading.clean import clean
from locales.translator import languages
from tests.crash import hostile
from tests.crash.bounds import calls, short

TODAY = date(2026, 12, 23)
MOST_CALLS = 700
KINDS = ("amount", "count", "percent", "points", "date", "period", "yesno")
TEXTS = 5000 if int(os.environ.get("CRASH_SCALE", "1")) > 1 else 20


def test_an_answer_is_read_in_time() -> None:
    with (Path(__file__).parent / "parse-cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        read(row["kind"], row["input"], row["locale"], today=TODAY)
    assert median(calls(partial(_read, row)) for row in rows) < MOST_CALLS


def _read(row: dict[str, str]) -> None:
    read(row["kind"], row["input"], row["locale"], today=TODAY, context=row["context"])


def read_every_way(text: str, language: str) -> float:
    """The seconds of this thread's own work."""
    began = time.thread_time()
    for kind in KINDS:
        for context in (None, "past", "none"):
            read(kind, text, language, today=TODAY, context=context)
            read(kind, text[:200], language, today=TODAY, context=context)
    for reader in (words.word, words.command):
        reader(text, language)
    fold(text)
    clean(text)
    return time.thread_time() - began


@pytest.mark.parametrize("language", languages())
def test_no_text_takes_long_to_be_read(language: str) -> None:
    """All readers together, also of longer texts than a turn reads."""
    dice = random.Random(language)
    read_every_way("một 1,5 tỷ tháng 11", language)
    for _ in range(TEXTS):
        text = hostile.text(dice)[:4096]
        assert short(partial(read_every_way, text, language))[0], (len(text), ascii(text[:200]))
