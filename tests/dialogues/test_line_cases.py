"""Guards: of a report in one message no figure is kept that a human reader would not take, unless
a question has shown it; and what everybody takes is kept.

`line-cases.json` is shared with whoever tries the program from outside; `own-line-cases.json` has
the same shape. A line is played to its end: doubts are answered with yes, questions about one
figure are skipped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rehearsal import Rehearsal
from sqlalchemy import select

from locales import formats
from storage import answers
from storage.messages import Reply
from storage.reports import reports
from tests.known_movement import known

HERE = Path(__file__).parent
MOVEMENT = known()
ASKED = {
    "HL082",
    "HL109",
    "OL020",
    "OL101",
    "OL103",
    "OL105",
    "OL108",
    "OL162",
    "OL195",
    "OL196",
    "OL214",
    "OL235",
    "OL236",
    "OL237",
    "OL241",
    "OL256",
    "OL257",
    "OL265",
    "OL286",
    "OL345",
    "OL382",
    "OL397",
    "OL398",
    "OL399",
    "OL400",
    "OL401",
    "OL403",
    "OL404",
    "OL405",
    "OL418",
    "OL420",
    "OL421",
    "OL424",
    "OL428",
    "OL431",
    "OL432",
    "OL435",
    "OL438",
    "OL439",
    "OL441",
    "OL442",
    "OL451",
    "OL453",
    "OL456",
    "OL462",
    "OL467",
    "OL473",
    "OL474",
    "OL475",
    "OL476",
    "OL478",
    "OL480",
    "OL491",
    "OL492",
    "OL493",
    "OL495",
    "OL496",
    "OL506",
    "OL507",
    "OL511",
    "OL512",
    "OL520",
    "OL525",
    "OL528",
    "OL530",
    "OL531",
    "OL534",
    "OL537",
    "OL543",
    "OL564",
    "OL583",
    "OL584",
    "OL597",
    "OL598",
    "OL599",
    "OL601",
    "OL638",
    "OL640",
    "OL650",
    "OL665",
    "OL666",
    "OL745",
    "OL758",
    "OL772",
    "OL815",
    "OL820",
    "OL828",
    "OL830",
    "OL832",
    "OL846",
}
"""Of these less is taken, or with a question that shows it: a figure was left out and nothing says
which, or a word can be read in two ways."""
_MOST_QUESTIONS = 30


def cases() -> list[Any]:
    found = []
    for name in ("line-cases.json", "own-line-cases.json"):
        for case in json.loads((HERE / name).read_text(encoding="utf-8"))["cases"]:
            found.append(pytest.param(case, id=case["id"]))
    return found


def kept(stage: Rehearsal) -> dict[str, int]:
    """The figures of all drafts."""
    assert stage.db is not None
    found: dict[str, int] = {}
    for (report,) in stage.db.execute(select(reports.c.id)).all():
        given = answers.given(stage.db, report)
        found |= {code: one.value for code, one in given.items() if one.value is not None}
    return found


def answer(reply: Reply) -> str | None:
    """What is said to a question: yes to a doubt, nothing to what is asked by itself."""
    says = {choice.says for row in reply.choices for choice in row}
    if "discard" in says or not says:
        return None
    if says >= {"yes", "no"} and "skip" not in says:
        return "tap yes"
    return "tap skip" if "skip" in says else "skip" if any(s[:1] == "=" for s in says) else None


def play(stage: Rehearsal, who: str, text: str) -> str:
    """Play a line to its end; returns what the questions that were answered with yes had shown."""
    stage.write(who, text)
    shown = ""
    for _ in range(_MOST_QUESTIONS):
        reply = stage.shown[who][1]
        said = answer(reply)
        if said is None:
            break
        shown += reply.text if said == "tap yes" else ""
        stage.write(who, said)
    return shown


def silently_wrong(shown: str, found: dict[str, int], case: Any) -> dict[str, int]:
    def told(code: str, number: int) -> bool:
        return formats.value_full(MOVEMENT.indicators[code].unit, number, case["language"]) in shown

    return {c: n for c, n in found.items() if case["meant"].get(c) != n and not told(c, n)}


@pytest.mark.parametrize("case", cases())
def test_what_is_kept_is_what_is_meant(demo: Rehearsal, case: Any) -> None:
    with demo.undone():
        demo.join(case["who"], case["language"])
        for earlier in case.get("before", ()):
            demo.write(case["who"], earlier)
        shown = play(demo, case["who"], case["text"])
        found = kept(demo)
    assert silently_wrong(shown, found, case) == {}
    if case["id"] not in ASKED:
        assert found == case["meant"]


def test_all_of_them_are_here() -> None:
    """A table that lost its rows would guard nothing."""
    assert len(cases()) > 450
