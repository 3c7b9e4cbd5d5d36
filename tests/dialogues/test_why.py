"""Guards: whatever a group's record is, `/why` explains every item of the card in every language,
in messages that fit every channel, without what only a program reads; what it shows adds up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from rehearsal import Rehearsal

from bot.channels.layout import plain, shown, width
from bot.channels.zalo.channel import ZaloChannel
from handlers.why import detail
from handlers.why.case import Part
from handlers.why.words import target
from handlers.wording.scales import scale
from locales.translator import translator
from scoring.cards import Card, CardItem, Derived
from scoring.facts import Measure
from scoring.loading import builtin
from scoring.points import score
from scoring.shown import Shown
from storage.messages import Reply

GROUP, COUNCIL = "9900002", "P054"
LANGUAGES = ("vi", "en", "hi", "ar")
CODE = re.compile(r"[{}]|\b[A-Z]{2,}_[A-Z]|\bF\d\b|None|Fraction")
ITEM = re.compile(r"\b[A-Z]\d\d\b")
Record = Callable[[Rehearsal], None]
MONTHS = [f"2026-{n:02}" for n in range(7, 12)]


def nothing(_stage: Rehearsal) -> None:
    """Nobody has told anything."""


def everything(stage: Rehearsal) -> None:
    """All is told, and well."""
    stage.figures("2025-12", GROUP, "SAV_BAL=200000000", "INT_ARR=4000000")
    for month in MONTHS:
        stage.figures(month, GROUP, "HH_LOAN=52", "LOAN_OUT=2900000000", "LOAN_OVD=0",
                      "INT_DUE=15000000", "INT_COL=15000000", "INT_ARR=0", "SAV_HH=52",
                      "SAV_BAL=245000000", "GDX_ATT=1", "PRIN_DUE=20000000",
                      "PRIN_COL=20000000", "GRADE_PT=9000")  # fmt: skip
    stage.figures("2026-Q3", GROUP, "MEET_N=1", "REC_OK=1", "USE_BAD=0", "VIO_OPEN=0")


def idle(stage: Rehearsal) -> None:
    """Nothing applies that may not apply: no debt falls due, no session is held."""
    for month in MONTHS:
        stage.figures(month, GROUP, "HH_LOAN=0", "LOAN_OUT=0", "LOAN_OVD=0", "INT_DUE=0",
                      "INT_COL=0", "INT_ARR=0", "SAV_HH=0", "SAV_BAL=0", "GDX_ATT=0", "PRIN_DUE=0",
                      "PRIN_COL=0")  # fmt: skip
        stage.figures(month, "25459", "GDX_N=0")
    stage.figures("2025-12", GROUP, "SAV_BAL=0", "INT_ARR=0")


def mixed(seed: int) -> Record:
    """Anything may be told or not, good or bad."""

    def told(stage: Rehearsal) -> None:
        dice = random.Random(seed)
        codes = {"HH_LOAN": 60, "LOAN_OUT": 3 * 10**9, "LOAN_OVD": 10**8, "INT_DUE": 10**7,
                 "INT_COL": 10**7, "INT_ARR": 10**7, "SAV_HH": 60, "SAV_BAL": 3 * 10**8,
                 "GDX_ATT": 1, "PRIN_DUE": 10**8, "PRIN_COL": 10**8, "GRADE_PT": 10**4}  # fmt: skip
        for month in ("2025-12", *MONTHS):
            given = [f"{c}={dice.randint(0, m)}" for c, m in codes.items() if dice.random() < 0.7]
            stage.figures(month, GROUP, *given)
        quarter = {"MEET_N": 2, "REC_OK": 1, "USE_BAD": 5, "VIO_OPEN": 2}
        given = [f"{c}={dice.randint(0, m)}" for c, m in quarter.items() if dice.random() < 0.7]
        if given:
            stage.figures("2026-Q3", GROUP, *given)

    return told


def screens(stage: Rehearsal, text: str) -> Iterator[tuple[str, Reply]]:
    """The first screen, and every one that its buttons lead to."""
    waiting, seen = [text], set()
    while waiting:
        says = waiting.pop()
        seen.add(says)
        stage.write(COUNCIL, says)
        reply = stage.shown[COUNCIL][1]
        yield says, reply
        new = (choice.says for row in reply.choices for choice in row)
        waiting += [one for one in new if one.startswith("/why") and one not in {*seen, *waiting}]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", [nothing, everything, idle, *map(mixed, range(8))])
def test_every_item_is_explained(demo: Rehearsal, record: Record, language: str) -> None:
    t, movement = translator(language), demo.site.live.all[0]
    with demo.undone():
        demo.join(COUNCIL, language)
        demo.now = demo.now.replace(month=11, day=26)
        record(demo)
        found = dict(screens(demo, f"/why {GROUP}"))
    first = found.pop(f"/why {GROUP}")
    assert not ITEM.search(first.text)
    for reply in (first, *found.values()):
        assert not CODE.search(reply.text), reply.text
        everything = plain(reply, "(number)", "")
        assert width(shown(everything.text)) <= ZaloChannel.limits.text_units
    card = movement.cards["TN-G"]
    for basis in ("", " official"):
        for item in card.items:
            here = f"/why {GROUP}{basis} {item.family}"
            pages = [reply.text for says, reply in found.items() if says.startswith(here)]
            told = [text for text in pages if item.code in text]
            assert len(told) == 1
            assert str(t.movement(movement.derived[item.indicator].name)) in told[0]


def points(text: str) -> int:
    """The hundredths of a number as Vietnamese writes it."""
    whole, _, rest = text.partition(",")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


@pytest.mark.parametrize("record", [nothing, everything, idle, *map(mixed, range(20))])
def test_what_is_shown_adds_up(demo: Rehearsal, record: Record) -> None:
    with demo.undone():
        demo.join(COUNCIL)
        demo.now = demo.now.replace(month=11, day=26)
        record(demo)
        found = dict(screens(demo, f"/why {GROUP}"))
    text = found[f"/why {GROUP}"].text
    total = points(re.search(r"([\d,]+) điểm trên 100", text)[1])  # type: ignore[index]
    heads = re.findall(r"<b>(?:Mất|Chưa có số liệu:) ([\d,]+) điểm</b>", text)
    assert total + sum(map(points, heads)) == 100 * 100
    lines = re.findall(r"^- .*(?:mất|còn chờ) ([\d,]+) điểm", text, re.MULTILINE)
    assert sum(map(points, lines)) == sum(map(points, heads))
    families = [re.search(r"Tạm tính: ([\d,]+) điểm trên ([\d,]+)", r.text) for r in found.values()]
    pairs = {s: (points(m[1]), points(m[2])) for s, m in zip(found, families, strict=True)
             if m and "official" not in s and len(s.split()) == 3}  # fmt: skip
    assert sum(one for one, _ in pairs.values()) == total
    assert sum(weight for _, weight in pairs.values()) == 100 * 100


ENDS = [
    ("%", "sum_ratio", 100, 80, "100 %", "Cách tính: 100 % đủ điểm, từ 80 % trở xuống được 0 điểm"),
    ("%", "sum_ratio", 95, 0, "ít nhất 95 %", "từ 95 % trở lên đủ điểm, 0 % được 0 điểm"),
    ("%", "last_ratio", 0, 5, "0 %", "0 % đủ điểm, từ 5 % trở lên được 0 điểm"),
    ("%", "last_ratio", 0.5, 100, "không quá 0,5 %", "từ 0,5 % trở xuống đủ điểm, 100 % được"),
    ("%", "change", 10, 0, "tăng ít nhất 10 %", "từ +10 % trở lên đủ điểm, từ 0 % trở xuống"),
    ("%", "change", 0, -10, "không giảm", "từ 0 % trở lên đủ điểm, từ −10 % trở xuống"),
    ("%", "change", -5, -10, "giảm không quá 5 %", "từ −5 % trở lên đủ điểm"),
    ("%", "change", -10, 20, "giảm ít nhất 10 %", "từ −10 % trở xuống đủ điểm, từ +20 % trở lên"),
    ("%", "change", 0, 20, "không tăng", "từ 0 % trở xuống đủ điểm"),
    ("%", "change", 5, 20, "tăng không quá 5 %", "từ +5 % trở xuống đủ điểm"),
    ("count", "last", 12, 4, "ít nhất 12", "từ 12 trở lên đủ điểm, từ 4 trở xuống được 0 điểm"),
    ("count", "last", 0, 1, "0", "0 đủ điểm, từ 1 trở lên được 0 điểm."),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "kind", "full", "zero", "wanted", "how"), ENDS)
def test_a_target_is_said_as_it_is_meant(
    unit: str, kind: str, full: float, zero: float, wanted: str, how: str
) -> None:
    t, movement = translator("vi"), builtin()
    ends = Fraction(str(full)), Fraction(str(zero))
    item = CardItem("X1", "F1", "MADE", 10, *ends, redistribute=False)
    derived = Derived("MADE", "Mục mới", unit, kind, None, None, False, None, 0)  # type: ignore[arg-type]
    found = Measure(ends[1])
    scored = score(Card("X", (item,)), {"MADE": found}).items[0]
    part = Part(item, derived, found, scored, Shown(0, 1000))
    assert str(target(t, movement, part)) == wanted
    assert how in str(scale(t, movement, derived, item))


def test_a_value_never_looks_like_the_target_that_it_missed(demo: Rehearsal) -> None:
    with demo.undone():
        demo.join(COUNCIL)
        demo.now = demo.now.replace(month=11, day=26)
        for month in MONTHS:
            demo.figures(month, GROUP, "LOAN_OUT=1000000000", "LOAN_OVD=1040000")
        told = "\n".join(demo.write(COUNCIL, f"/why {GROUP}"))
        assert "Tỷ lệ nợ quá hạn: 0,104 %, chỉ tiêu không quá 0,1 % - mất" in told


def test_a_family_that_is_too_long_goes_on_behind_a_button(
    demo: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detail, "ROOM", 1)
    with demo.undone():
        demo.join(COUNCIL)
        pages = [demo.write(COUNCIL, f"/why {GROUP} F3")]
        pages += [demo.write(COUNCIL, "tap Xem thêm") for _ in range(2)]
        assert all(f"P054 < Trang {n}/3" in page for n, page in enumerate(pages, 1))
        codes = [re.findall(r"\((G\d\d)\)", "\n".join(page)) for page in pages]
        assert codes == [["G05"], ["G06"], ["G07"]]
        last = [choice.says for row in demo.shown[COUNCIL][1].choices for choice in row]
        assert last[:2] == [f"/why {GROUP} F4", f"/why {GROUP}"]
