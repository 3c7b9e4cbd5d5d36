"""Guards: whoever has lost a right is shown nothing of what it was about, whatever dialogue was
open, whatever they send, however the right ended; nothing fails, and other work goes on.

`make crash` plays every role x dialogue x ending x message; a spread share is played each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from rehearsal import ADMIN, ELSEWHERE, FIGURE_WORDS, LINE, LOST, PROVINCE, Rehearsal
from rights_messages import ABOUT, COMMANDS, LATE, MARKED, MEDIA, NAMING, TEXTS

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SHARE = max(1, 64 // SCALE)
"""Of so many combinations one is played."""

Step = tuple[str, str]
NOVEMBER = "/report 7788001 head-month 2026-11"
COMPARED = "figures 2026-11 7788001 LOAN_OUT=2691600000 INT_DUE=12430000"
CONFIRMED: tuple[Step, ...] = (("P002", LINE), ("P002", "đúng"))
BEHALF: tuple[Step, ...] = (("P001", NOVEMBER), ("P001", LINE[3:]), ("P001", "đúng"))

STATES: dict[str, tuple[str, tuple[Step, ...]]] = {
    "nothing": ("P002", (("P002", "/help"),)),
    "first question": ("P002", (("P002", "/report"),)),
    "question with its last value": ("P002", (("P002", "/report"), ("P002", "47"))),
    "card": ("P002", (("P002", LINE),)),
    "a line of the card": ("P002", (("P002", LINE), ("P002", "sửa 2"))),
    "doubt": ("P002", (("P002", "/report"), ("P002", "47"), ("P002", "khoảng 2691,3tr"))),
    "explanation": ("P002", (("P002", "/report"), ("P002", "47"), ("P002", "9991,3tr"),
                             ("P002", "đúng"))),
    "line half played": ("P002", (("P002", LINE.replace("0 12", "0 khoảng 12")),)),
    "office comparison": ("P002", (("", COMPARED), ("P002", "/report"))),
    "edit proposed": ("P002", (("P002", "/report"), ("P002", "47"), ("P002", "2691,3tr"),
                               ("P002", "edits 2691,3tr => 2691,6tr"))),
    "receipt": ("P002", CONFIRMED),
    "returned": ("P002", (*CONFIRMED, ("P001", "/review"), ("P001", "return"), ("P001", "all"),
                          ("P001", "unit"), ("P002", NOVEMBER))),
    "line to copy": ("P002", (*CONFIRMED, ("P002", "/report line"))),
    "points and places": ("P002", (*CONFIRMED, ("P002", "/why"), ("P002", "/standings"))),
    "language": ("P004", (("P004", "/start @CODE"),)),
    "consent": ("P004", (("P004", "/start @CODE"), ("P004", "vi"))),
    "officer's own report": ("P001", (("P001", "/report 66554 commune-quarter 2026-Q4"),)),
    "on behalf": ("P001", (("P001", NOVEMBER), ("P001", "47"))),
    "groups": ("P001", (("P001", "/report groups"),)),
    "board": ("P001", (*CONFIRMED, ("P001", "/board"), ("P001", "/board 7788002"))),
    "reminded from the board": ("P001", (("P001", "/board remind 66554 head-month 2026-11"),)),
    "invited": ("P001", (("P001", "/board invite 7788003"),)),
    "who takes over": ("P001", (("P001", "/successor 7788001"),)),
    "named to take over": ("P001", (("P001", "/successor 7788001"), ("P001", "Nguyễn Văn Mới"))),
    "office's board": ("P045", (*CONFIRMED, ("P045", "/board"), ("P045", "/board 66554"))),
    "eligibility: reason": ("P045", MARKED[:2]),
    "eligibility: answer": ("P002", (*MARKED, ("P002", f"{ABOUT} answer"))),
    "review card": ("P001", (*CONFIRMED, ("P001", "/review"))),
    "what to return": ("P001", (*CONFIRMED, ("P001", "/review"), ("P001", "return"))),
    "why returned": ("P001", (*CONFIRMED, ("P001", "/review"), ("P001", "return"),
                              ("P001", "all"))),
    "review under a report": ("P001", (*CONFIRMED, ("P001", "/review"),
                                       ("P001", "/report 7788002 head-month 2026-11"))),
    "office's review": ("P045", (*BEHALF, ("P045", "/review"))),
    "late: reason": ("P045", (("P045", LATE),)),
    "late: card": ("P045", (("P045", LATE), ("P045", "vì mất điện"), ("P045", LINE[3:]))),
    "office's points": ("P045", (*CONFIRMED, ("P045", "/why 7788001"))),
    "council's points": ("P054", (*CONFIRMED, ("P054", "/why 7788001"))),
    "council's places": ("P054", (*CONFIRMED, ("P054", "/standings 66554"),
                                  ("P054", "/standings subscribe daily"))),
    "administrator's points": (ADMIN, (*CONFIRMED, (ADMIN, "/why 7788001"))),
}  # fmt: skip
ROLE = {"P002": "head", "P004": "head", "P001": "officer", "P045": "office", "P054": "council",
        ADMIN: "admin"}  # fmt: skip
AREA = {"head": ("7788001", "7788003"), "officer": ("7788001", "7788002", "7788003", "66554"),
        "office": tuple(LOST)}  # fmt: skip


@dataclass(frozen=True)
class End:
    """How a right ends; of what nothing may be met afterwards, if it is not everything."""

    make: Callable[[Rehearsal, str], object]
    only: frozenset[str] = frozenset(LOST)
    sees_province: bool = False


GROUP = frozenset({"7788001"})
ENDS: dict[str, End] = {
    "moved": End(lambda s, who: s.hold(who, ELSEWHERE[ROLE[who]]), sees_province=True),
    "without a role": End(lambda s, who: s.hold(who)),
    "off the roster": End(lambda s, who: s.remove(who)),
    "unit ended": End(lambda s, who: s.close(*AREA.get(ROLE[who], LOST))),
    "group ended": End(lambda s, _: s.close("7788001"), GROUP, sees_province=True),
    "another's account": End(lambda s, who: s.hand_over(who, agreed=True), sees_province=True),
    "a newcomer's account": End(lambda s, who: s.hand_over(who, agreed=False)),
    "account revoked": End(lambda s, who: s.revoke(who)),
}


def messages(stage: Rehearsal, who: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Everything that may be sent now: words, commands, media, edits, every old button."""
    for text in (*TEXTS, *COMMANDS, *NAMING):
        yield text, {"text": text}
    for kind in MEDIA:
        yield kind, {"kind": kind}
    yield "/start", {"text": "/start"}
    for (writer, text), number in stage.numbers.items():
        if writer == who:
            yield f"edit of {text}", {"kind": "edit", "text": "46", "message": number}
    for tapped in stage.buttons_of(who):
        yield f"tap {tapped}", {"kind": "tap", "tapped": tapped}


def leaks(lines: list[str], who: str, end: End, said: str) -> list[str]:
    """What a chat was shown of what it has lost; one's own words are no news."""
    mine = [line.split(" ", 2)[2] for line in lines if line.split(" ")[0] == who and len(line) > 7]
    text = "\n".join(mine).replace(said, "") if said in NAMING else "\n".join(mine)
    named = {word for word in said.split() if word in LOST}
    for word in named:
        text = text.replace(word, "")
    secret = set(end.only) - {"HS"} | set(FIGURE_WORDS)
    if not (end.sees_province and PROVINCE in text):
        secret |= {LOST[code] for code in end.only}
    return sorted(word for word in secret if word in text)


def test_the_search_finds_what_is_shown(stage: Rehearsal) -> None:
    """The other half of the promise: before a right ends, all of this is met."""
    with stage.undone():
        stage.join("P002")
        lines = [line for step in STATES["card"][1] for line in play(stage, step)]
        found = leaks(lines, "P002", ENDS["moved"], "")
        assert "Tổ Kim Cương" in found
        assert len(set(found) & FIGURE_WORDS) >= 4


def play(stage: Rehearsal, step: Step) -> list[str]:
    who, text = step
    if not who:
        stage.figures(*text.split()[1:])
        return []
    return stage.write(who, text)


def test_nothing_is_shown_of_what_was_lost(stage: Rehearsal) -> None:
    turn, played = count(), 0
    for number, (state, (who, steps)) in enumerate(STATES.items()):
        if SHARE > 1 and number % 2 == (stage.engine.dialect.name == "sqlite"):
            continue
        with stage.undone():
            stage.channel, stage.buttons = (
                ("zalo", False) if number % 3 == 2 else ("telegram", True)
            )
            for one in ROLE.keys() - ({who} if who == "P004" else set()):
                stage.join(one)
            for step in steps:
                play(stage, step)
            for at, (name, end) in enumerate(ENDS.items()):
                if SHARE > 1 and (number + at) % len(ENDS):
                    continue
                with stage.undone():
                    end.make(stage, who)
                    for label, message in list(messages(stage, who)):
                        if next(turn) % max(1, SHARE // len(ENDS)) == 0:
                            played += 1
                            tried(stage, who, end, message, f"{state} / {name} / {label}")
    print(f"{played} combinations")


def tried(stage: Rehearsal, who: str, end: End, message: dict[str, str], label: str) -> None:
    with stage.undone():
        lines = stage._play(who, **message)
        assert any(line.startswith(f"{who} <") for line in lines), f"{label}: silence"
        assert leaks(lines, who, end, message.get("text", "")) == [], (label, lines)
        for text in ("/help", "/cancel", "/standings"):
            lines = stage.write(who, text)
            assert leaks(lines, who, end, text) == [], (label, text, lines)


def test_a_unit_of_others_answers_as_one_that_is_not_there(stage: Rehearsal) -> None:
    """Nobody learns from an answer whether a unit exists: head, officer, office, nobody's."""
    for who in ("P002", "P001", "P045", "P054"):
        stage.join(who)
    foreign, absent = {"7788": "9900033", "66554": "27694"}, {"7788": "9999999", "66554": "99999"}
    for who in ("P002", "P001", "P045"):
        for text in NAMING:
            answers = []
            for codes in (foreign, absent):
                with stage.undone():
                    asked = _renamed(text, codes)
                    code = next(word for word in asked.split() if word in codes.values())
                    answers.append([line.replace(code, "@") for line in stage.write(who, asked)])
            assert answers[0] == answers[1], (who, text)


def _renamed(text: str, codes: dict[str, str]) -> str:
    words = text.replace("HS", "66554").split()
    known = {word: code for word in words for begins, code in codes.items() if begins in word}
    return " ".join(known.get(word, word) for word in words)
