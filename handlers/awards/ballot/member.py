"""What a member does in a sitting: comes or not, steps back from a case, votes."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers.awards.ballot import casting, codes, each, filling, found, told, wording
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from services.sittings import roll, settings
from storage import sitting_cases, sittings
from storage.seating import Seat
from storage.sittings import Sitting

Do = Callable[[Turn, Sitting, Seat, str], Outcome]


def vote(turn: Turn, words: str) -> Outcome:
    """`/awards vote [#SITTING] [present|absent|recuse N|yes|no|each|code|check|LINE]`."""
    first, _, rest = found.named(words)[1].partition(" ")
    if first == "check":
        return codes.check(turn, rest)
    here = found.members(turn, words)
    if here is None:
        return _several(turn)
    sitting, seat, said = here
    act = _ACTS.get(first)
    if act is not None and not (rest and first in _EVERY):  # "yes 1, no 2" is a line
        return act(turn, sitting, seat, rest)
    if not said:
        return _shown(turn, sitting, seat)
    became = casting.line(turn, sitting, seat, said) if sitting.voting else None
    if became is None:
        return _shown(turn, sitting, seat)
    return casting.answer(became, turn, sitting)


def _several(turn: Turn) -> Outcome:
    rows = [_row(turn, one, f"/awards vote #{one.id}") for one, _ in found.mine(turn)]
    if not rows:
        return only(say(turn.t("No vote is under way here.")))
    return only(say(turn.t("Which one is meant?"), *rows))


def _row(turn: Turn, sitting: Sitting, says: str) -> tuple[Choice, ...]:
    return (button(wording.title(turn.t, sitting), says),)


def _shown(turn: Turn, sitting: Sitting, seat: Seat) -> Outcome:
    """The paper, where one votes; else the sitting, and how one stands in it."""
    if not sitting.voting or seat.present is None:
        return only(state(turn, sitting, seat))
    if seat.slip is None and not seat.voted:
        told.queue(turn.db, told.PAPER, sitting, [turn.me.id], turn.now, turn.incoming.external_id)
        return only(say(turn.t("The ballot paper comes in the next message.")))
    return filling.begin(turn, sitting)


def state(turn: Turn, sitting: Sitting, seat: Seat) -> Reply:
    """How a member stands in a sitting that is not open, or in which nothing was said."""
    t, at = turn.t, f"/awards vote #{sitting.id}"
    nominees = sitting_cases.nominees(turn.db, sitting.id)
    there = {True: t("Here it is said: present."), False: t("Here it is said: cannot come."),
             None: t("Is it possible to come?")}[seat.present]  # fmt: skip
    text = lines(
        wording.bold(wording.title(t, sitting)), wording.convened(t, sitting, turn.zone),
        *wording.cases(t, nominees, seat.recused), there,
    )  # fmt: skip
    yes, no = button(t("I am present"), f"{at} present"), button(t("I cannot come"), f"{at} absent")
    rows: list[tuple[Choice, ...]] = [(yes, no)]
    rows.append((button(t("I must not vote on a case"), f"{at} recuse"),))
    if sitting.opened_at is None:
        rows.append((button(t("Send a new closing code"), f"{at} code"),))
    return say(text, *rows)


def _attend(there: bool) -> Do:
    def attend(turn: Turn, sitting: Sitting, _seat: Seat, _rest: str) -> Outcome:
        t, became = turn.t, roll.attend(turn.db, sitting.id, turn.me.id, there=there)
        if became != "done":
            return only(say(_refused(turn, became)))
        now = sittings.by_id(turn.db, sitting.id) or sitting
        if now.voting and (there or settings.of(now).written):
            told.queue(turn.db, told.PAPER, now, [turn.me.id], turn.now, turn.incoming.external_id)
            return only(say(t("The ballot paper comes in the next message.")))
        if there:
            return only(say(t("Noted: present. The ballot paper comes when the vote is opened.")))
        if settings.of(now).written:
            return only(say(t("Noted: cannot come. An opinion in writing is asked for when the "
                              "vote is opened.")))  # fmt: skip
        return only(say(t("Noted: cannot come.")))

    return attend


def _refused(turn: Turn, became: str) -> Markup:
    t = turn.t
    return {
        "over": t("This sitting is over."),
        "voted": t("A vote from here is in: that can no longer be changed."),
        "opened": t("The vote is open: that can no longer be changed."),
        "own": t("This is the own unit: there is no vote on it."),
    }[became]


def _recuse(turn: Turn, sitting: Sitting, seat: Seat, rest: str) -> Outcome:
    """Step back from a case; without a number the cases are offered."""
    t, nominees = turn.t, sitting_cases.nominees(turn.db, sitting.id)
    if not (rest.isdecimal() and rest.isascii() and len(rest) < 5):
        rows = [
            (button(t("{n}. {name}", n=n, name=wording.case(t, one)),
                    f"/awards vote #{sitting.id} recuse {n}"),)
            for n, one in nominees.items() if n not in seat.recused
        ]  # fmt: skip
        return only(say(t("On which case is there a conflict of interest (a relative, one's own "
                          "unit)? There will be no vote on it."), *rows))  # fmt: skip
    became = roll.recuse(turn.db, sitting.id, turn.me.id, int(rest))
    if became != "done":
        return only(say(_refused(turn, became)))
    return only(say(t("Noted: no vote on case {n}. Who may vote on it is one fewer.", n=int(rest))))


def _every(choice: str) -> Do:
    def every(turn: Turn, sitting: Sitting, seat: Seat, _rest: str) -> Outcome:
        if not sitting.voting:
            return only(say(turn.t("This vote is closed, or not open yet. Nothing was taken.")))
        return casting.answer(casting.every(turn, sitting, seat, choice), turn, sitting)

    return every


def _each(turn: Turn, sitting: Sitting, seat: Seat, _rest: str) -> Outcome:
    if not sitting.voting or seat.slip is None:
        return _shown(turn, sitting, seat)
    return each.begin(turn, sitting, seat)


def _code(turn: Turn, sitting: Sitting, _seat: Seat, _rest: str) -> Outcome:
    """A new closing code, as long as it can be made."""
    if sitting.opened_at is not None:
        return only(say(turn.t(
            "The vote is open: a closing code that was lost cannot be made again. The codes of the "
            "others are enough, as long as they are as many as the quorum.")))  # fmt: skip
    told.queue(turn.db, told.CODE, sitting, [turn.me.id], turn.now, turn.incoming.external_id)
    return only(say(turn.t("A new closing code comes in the next message. Earlier ones no longer "
                           "hold.")))  # fmt: skip


_EVERY = ("yes", "no")
_ACTS: dict[str, Do] = {
    "present": _attend(True), "absent": _attend(False), "recuse": _recuse, "code": _code,
    "yes": _every("yes"), "no": _every("no"), "each": _each,
}  # fmt: skip
