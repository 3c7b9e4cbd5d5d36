"""Guards: a supposition stores nothing but where the chat stands; what it promises is what the
figure brings once it is really there, of a group and of a sum; nobody learns of a foreign unit.
"""

from __future__ import annotations

import random
import re

import pytest
from player import Player
from rehearsal import Rehearsal
from sqlalchemy import select
from sqlmodel import SQLModel

from locales.reading import supposing
from storage.engine import Db

GROUP, COMMUNE, COUNCIL, HEAD = "9900002", "25459", "P054", "P003"
CHAT = {"conversations", "outbox", "updates", "accounts"}
"""Where chats stand, what was said there, and when an account was last heard of."""
SAID = [
    "/why if", "/why if 2", "nếu thu đủ lãi", "nếu nợ quá hạn 0 và lãi 98%",
    "what if attendance 100%", "nếu nợ quá hạn", "12tr", "nếu lãi 12tr", "nếu mưa to",
    "nếu nợ quá hạn 5 tỷ", "/why if G10", "tốt",
]  # fmt: skip
FIGURES = {"HH_LOAN": 60, "LOAN_OUT": 3 * 10**9, "LOAN_OVD": 10**7, "INT_ARR": 10**7,
           "SAV_BAL": 3 * 10**8, "GDX_ATT": 1, "GRADE_PT": 10**4}  # fmt: skip
OF_COMMUNE = {"PROP_N": 12, "MTG_N": 12, "DOC_N": 5, "INSP_PLAN": 4}


def rows(db: Db) -> dict[str, list[str]]:
    """Everything that is stored, but where chats stand and what was said."""
    return {
        name: sorted(repr(tuple(row)) for row in db.execute(select(table)))
        for name, table in SQLModel.metadata.tables.items()
        if name not in CHAT
    }


def test_nothing_is_stored(player: Player) -> None:
    player.join(HEAD)
    player.figures("2026-11", GROUP, "HH_LOAN=52", "LOAN_OUT=2900000000", "LOAN_OVD=10000000",
                   "INT_DUE=15000000", "INT_COL=14000000")  # fmt: skip
    with player.opened() as db:
        before = rows(db)
    for said in SAID:
        assert player.write(HEAD, said)
    with player.opened() as db:
        assert rows(db) == before


def told(stage: Rehearsal, text: str) -> str:
    """The points that a message names: as they would be, else as they are."""
    lines = "\n".join(stage.write(COUNCIL, text))
    found = re.search(
        r"khi đó ([\d,]+) điểm \(|Điểm: ([\d,]+) điểm, không|([\d,]+) điểm trên", lines
    )
    assert found is not None, lines
    return next(one for one in found.groups() if one)


@pytest.mark.parametrize("seed", range(12))
def test_the_answer_is_what_the_figure_brings(demo: Rehearsal, seed: int) -> None:
    dice = random.Random(seed)
    with demo.undone():
        demo.join(COUNCIL)
        demo.now = demo.now.replace(month=11, day=26)
        demo.figures("2025-12", GROUP, "SAV_BAL=200000000", "INT_ARR=4000000")
        for month in ("2026-09", "2026-10"):
            known = [f"{code}={dice.randint(1, most)}" for code, most in FIGURES.items()]
            demo.figures(month, GROUP, *known)
        code = dice.choice(list(FIGURES))
        number = dice.randint(0, FIGURES[code] // 2 if code == "LOAN_OVD" else FIGURES[code])
        there = told(demo, f"/why {GROUP} if {code}={number}")
        demo.figures("2026-11", GROUP, f"{code}={number}")
        assert told(demo, f"/why {GROUP}") == there


@pytest.mark.parametrize("code", OF_COMMUNE)
def test_of_a_sum_too(demo: Rehearsal, code: str) -> None:
    with demo.undone():
        demo.join(COUNCIL)
        demo.now = demo.now.replace(month=12, day=27)
        demo.figures("2026-10", GROUP, "HH_LOAN=52", "LOAN_OUT=2900000000", "LOAN_OVD=1000000")
        there = told(demo, f"/why {COMMUNE} if {code}={OF_COMMUNE[code]}")
        demo.figures("2026-Q4", COMMUNE, f"{code}={OF_COMMUNE[code]}")
        assert told(demo, f"/why {COMMUNE}") == there


@pytest.mark.parametrize("said", ["", " INT_COL=1", " thu đủ lãi", " G06"])
def test_a_foreign_unit_is_unknown(demo: Rehearsal, said: str) -> None:
    with demo.undone():
        demo.join("P002")
        unknown = demo.write("P002", "/why 9999999 if" + said)
        foreign = demo.write("P002", f"/why {GROUP} if" + said)
        assert [one.replace("9999999", GROUP) for one in unknown] == foreign


def test_the_question_ends_with_the_right(demo: Rehearsal) -> None:
    with demo.undone():
        demo.join(HEAD)
        demo.figures("2026-10", GROUP, "INT_DUE=15000000", "INT_COL=14000000")
        assert demo.write(HEAD, "/why if INT_COL")
        demo.hold(HEAD, ("head", "9900033"))
        assert "14" not in "\n".join(demo.write(HEAD, "14tr"))


@pytest.mark.parametrize(
    ("text", "names", "parts"),
    [
        ("thu đủ lãi và nợ quá hạn 0 thì sao?", {"no qua han"}, ["thu đủ lãi", "nợ quá hạn 0"]),
        ("dư nợ 2,5 tỷ, lãi 98%", set(), ["dư nợ 2,5 tỷ", "lãi 98%"]),
        ("lãi 98%,nợ 0", set(), ["lãi 98%", "nợ 0"]),
        ("hồ sơ, sổ sách 100%", {"ho so so sach"}, ["hồ sơ sổ sách 100%"]),
        ("interest in full and overdue 0", set(), ["interest in full", "overdue 0"]),
        ("الفوائد كاملة والديون 0", {"الديون"}, ["الفوائد كاملة", "الديون 0"]),
        ("ब्याज 98% और ऋण 0 तो क्या होगा?", set(), ["ब्याज 98%", "ऋण 0"]),
        ("", set(), []),
        (", và", set(), []),
    ],
)  # fmt: skip
def test_suppositions_are_parted(text: str, names: set[str], parts: list[str]) -> None:
    found = supposing.clauses(supposing.read(text), names)
    assert [supposing.written(one) for one in found] == parts


@pytest.mark.parametrize("words", ["dư", "du nợ", "độ"])
def test_other_marks_are_another_word(words: str) -> None:
    assert supposing.within("full", supposing.read(words)) is None or words == "du nợ"
