"""What a member does in a sitting: comes or not, steps back from a case, votes, gives the code."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers import rights
from handlers.awards.ballot import casting, each, filling, found, resulting, told, wording
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from services.sittings import closing, results, roll, settings
from storage import invitations, sitting_cases, sittings
from storage.codes import normal
from storage.messages import Incoming
from storage.sittings import Seat, Sitting

_LONGEST_CHECK = 20
Do = Callable[[Turn, Sitting, Seat, str], Outcome]


def vote(turn: Turn, words: str) -> Outcome:
    """`/awards vote [#SITTING] [present|absent|recuse N|yes|no|each|code|check|LINE]`."""
    first, _, rest = found.named(words)[1].partition(" ")
    if first == "check":
        return _check(turn, rest)
    here = found.members(turn, words)
    if here is None:
        return _several(turn)
    sitting, seat, said = here
    act = _ACTS.get(first)
    if act is not None:
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
    rows = [
        (button(t("I am present"), f"{at} present"), button(t("I cannot come"), f"{at} absent"))
    ]
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
    return each.begin(turn, sitting)


def _code(turn: Turn, sitting: Sitting, _seat: Seat, _rest: str) -> Outcome:
    """A new closing code, as long as it can be made."""
    if sitting.opened_at is not None:
        return only(say(turn.t(
            "The vote is open: a closing code that was lost cannot be made again. The codes of the "
            "others are enough, as long as they are as many as the quorum.")))  # fmt: skip
    told.queue(turn.db, told.CODE, sitting, [turn.me.id], turn.now, turn.incoming.external_id)
    return only(say(turn.t("A new closing code comes in the next message. Earlier ones no longer "
                           "hold.")))  # fmt: skip


def _check(turn: Turn, code: str) -> Outcome:
    """Whether the own ballot is in; after the close, whether a check code was counted."""
    t = turn.t
    now = [_in(turn, one, seat) for one, seat in found.mine(turn) if one.voting]
    over = next((one for one in sittings.sat(turn.db, turn.me.id)
                 if rights.unit_above(turn, one.unit_id, "vote")), None)  # fmt: skip
    counted = results.read(over) if over else None
    if code and over is not None and counted is not None:
        there = normal(code[:_LONGEST_CHECK]) in set(map(normal, counted.checks))
        said = (t("This check code is among the ballots that were counted.") if there
                else t("This check code is not among the ballots that were counted."))  # fmt: skip
        return only(say(lines(*now, wording.title(t, over), said)))
    if over is not None and not now:
        return only(resulting.result(t, turn.db, over, turn.zone, "vote"))
    return only(say(lines(*now) if now else t("No vote is under way here.")))


def _in(turn: Turn, sitting: Sitting, seat: Seat) -> Markup:
    t, of = turn.t, wording.title(turn.t, sitting)
    if seat.voted:
        return t("{sitting}: a vote from here is in.", sitting=of)
    return t("{sitting}: no vote from here so far.", sitting=of)


def give(turn: Turn, code: str) -> Outcome:
    """The closing code of a member."""
    t, by = turn.t, turn.incoming
    if not found.mine(turn):
        return only(say(t("No vote is under way here.")))
    if invitations.blocked(turn.db, *_sender(by), turn.now) is not None:
        return only(say(t("Too many wrong codes came from here. Please try again later.")))
    given = closing.give(turn.db, turn.me.id, code, turn.now)
    if given.became == "wrong":
        invitations.failed(turn.db, *_sender(by), turn.now)
        return only(say(t("This is not the closing code of this sitting. Please look at the last "
                          "message that brought one.")))  # fmt: skip
    sitting = sittings.by_id(turn.db, given.sitting or 0)
    if given.became == "closed" and sitting is not None:
        readers = {*told.seated(turn.db, sitting), *told.secretaries(turn.db, sitting)}
        told.queue(turn.db, told.RESULT, sitting, sorted(readers), turn.now)
    return only(say(_given(turn, given)))


def _sender(by: Incoming) -> tuple[str, str, str]:
    return by.channel, by.bot, by.sender


def _given(turn: Turn, given: closing.Given) -> Markup:
    t = turn.t
    if given.became == "given" and given.so_far >= given.needed:
        return t("The code is right, but one of the parts that are kept is damaged: a further "
                 "member's code is needed.")  # fmt: skip
    return {
        "given": t("Thank you: {n} of {needed} codes are there.", n=given.so_far,
                   needed=given.needed),
        "closed": t("Thank you: that was the last code needed. The vote is closed; the result "
                    "comes in the next message."),
        "damaged": t("The code is right, but the part that is kept for it is damaged. The codes of "
                     "others are needed."),
        "unopened": t("The code is right. It is asked for when the vote is to be closed; until "
                      "then please tell it to nobody."),
    }[given.became]  # fmt: skip


_ACTS: dict[str, Do] = {
    "present": _attend(True), "absent": _attend(False), "recuse": _recuse, "code": _code,
    "yes": _every("yes"), "no": _every("no"), "each": _each,
}  # fmt: skip
