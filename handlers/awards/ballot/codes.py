"""Codes of a member: the closing code is given, a check code is looked for."""

from __future__ import annotations

from markupsafe import Markup

from handlers import rights
from handlers.awards.ballot import found, resulting, told, wording
from handlers.engine.turn import Outcome, Turn, lines, only, say
from services.sittings import closing, results
from storage import invitations, sittings
from storage.codes import normal
from storage.messages import Incoming
from storage.seating import Seat
from storage.sittings import Sitting

_LONGEST_CHECK = 20


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
        "over": t("This sitting is over."),
        "damaged": t("The code is right, but the part that is kept for it is damaged. The codes of "
                     "others are needed."),
        "unopened": t("The code is right. It is asked for when the vote is to be closed; until "
                      "then please tell it to nobody."),
    }[given.became]  # fmt: skip


def check(turn: Turn, code: str) -> Outcome:
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
