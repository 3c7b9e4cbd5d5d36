"""What a secretary does with sittings: `/awards convene …`, `/awards close`."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers.awards.ballot import annulling, chairing, convening, found, resulting, told, wording
from handlers.awards.ballot.sitting import page
from handlers.engine.turn import Choice, Outcome, Turn, button, lines, only, say
from scoring.award_rows import Of
from services.sittings import closing, results, roll, voting
from services.sittings.convening import Round, again, answered, cases
from services.sittings.settings import Settings
from storage import seating, sitting_cases, sittings
from storage.sittings import Sitting

Do = Callable[[Turn, Sitting, str], Outcome]
_LONGEST = 5


def convene(turn: Turn, words: str) -> Outcome:
    """`/awards convene [collective|person|WHAT #SITTING …]`."""
    first, _, rest = words.partition(" ")
    act = _ACTS.get(first)
    if act is None:
        return _chosen(turn, first)
    here = found.secretarys(turn, rest)
    if here is None:
        return _overview(turn)
    return act(turn, *here)


def close(turn: Turn, words: str) -> Outcome:
    """`/awards close [#SITTING]`: ask for the closing codes."""
    here = found.secretarys(turn, words)
    if here is not None:
        return _close(turn, here[0])
    council = found.council(turn)
    if council is None:
        return only(say(turn.t("That command is not for this role.")))
    now, unit = council
    held = sittings.of_year(turn.db, now.movement.code, now.year, unit.id)
    open_now = [one for one in held if one.voting]
    if len(open_now) == 1:
        return _close(turn, open_now[0])
    return _overview(turn)


def _close(turn: Turn, sitting: Sitting) -> Outcome:
    if not closing.ask(turn.db, sitting.id, turn.now):
        return only(page(turn, sitting, turn.t("There is no open vote that could be closed.")))
    nonce = turn.incoming.external_id
    told.queue(turn.db, told.CLOSING, sitting, told.seated(turn.db, sitting), turn.now, nonce)
    now = sittings.by_id(turn.db, sitting.id) or sitting
    return only(page(turn, now, turn.t("Every member is asked for the closing code.")))


def _chosen(turn: Turn, what: str) -> Outcome:
    council = found.council(turn)
    if council is None:
        return only(say(turn.t("That command is not for this role.")))
    of: Of | None = {"collective": "collective", "person": "person"}.get(what)  # type: ignore[assignment]
    if of is None:
        return _overview(turn)
    now, unit = council
    wanted = Round(now.movement, now.year, unit, of)
    if not cases(turn.db, wanted):
        return only(say(convening.why_not(turn, "none")))
    return convening.begin(turn, wanted, Settings.usual(now.award.vote))


def _overview(turn: Turn) -> Outcome:
    """The year's sittings, and what can be convened."""
    rows, told_of = overview(turn)
    if not rows:
        return only(say(turn.t("That command is not for this role.")))
    return only(say(lines(wording.bold(turn.t("Sittings of the Council")), *told_of), *rows))


def overview(turn: Turn) -> tuple[list[tuple[Choice, ...]], list[Markup]]:
    """Buttons and lines; both are empty for whoever convenes nothing."""
    council, t = found.council(turn), turn.t
    if council is None:
        return [], []
    now, unit = council
    held = sittings.of_year(turn.db, now.movement.code, now.year, unit.id)
    told_of = [t("- {name}: {value}", name=wording.title(t, one), value=_stands(turn, one))
               for one in held]  # fmt: skip
    rows: list[tuple[Choice, ...]] = [
        (button(wording.title(t, one), f"/awards convene sitting #{one.id}"),) for one in held
    ]
    busy = {one.what for one in held if not one.over}
    if "collective" not in busy:
        rows.append((button(t("Convene on collectives"), "/awards convene collective"),))
    if "person" not in busy:
        rows.append((button(t("Convene on persons"), "/awards convene person"),))
    return rows, told_of


def _stands(turn: Turn, one: Sitting) -> Markup:
    t = turn.t
    if one.annulled_at is not None:
        return t("annulled")
    if one.closed_at is not None:
        open_tie = (found_ := results.read(one)) and found_.tied and not answered(turn.db, one)
        return t("closed, second ballot needed") if open_tie else t("closed")
    return t("the vote is open") if one.opened_at is not None else t("convened")


def _open(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    t, became = turn.t, voting.open_it(turn.db, sitting.id, turn.now)
    if became != "done":
        why = {
            "few": t("Too few members are present for the quorum."),
            "codes": t("Too few of those present have a closing code."),
            "moved": t("It is open already, or over."),
        }[became]
        return only(page(turn, sitting, why))
    now = sittings.by_id(turn.db, sitting.id) or sitting
    readers = [one.person_id for one in seating.of_sitting(turn.db, sitting.id)
               if voting.takes_part(now, one)]  # fmt: skip
    told.queue(turn.db, told.PAPER, now, readers, turn.now)
    return only(page(turn, now, t("Open. Every member gets a ballot paper; those who cannot come "
                                  "are asked for an opinion in writing.")))  # fmt: skip


def _codes(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    """New codes for those who have not answered."""
    silent = [one.person_id for one in seating.of_sitting(turn.db, sitting.id)
              if one.present is None or one.key is None]  # fmt: skip
    if sitting.opened_at is not None or sitting.over:
        return only(page(turn, sitting, turn.t("It is open already, or over.")))
    told.queue(turn.db, told.CODE, sitting, silent, turn.now, turn.incoming.external_id)
    return only(page(turn, sitting, turn.t("New closing codes are sent.")))


def _recuse(turn: Turn, sitting: Sitting, rest: str) -> Outcome:
    """`recuse #SITTING [SEAT [CASE]]`: who may not vote on what, step by step."""
    t, numbers = turn.t, [int(n) for n in rest.split() if n.isdecimal() and n.isascii()][:2]
    seats = {one.id: one for one in seating.of_sitting(turn.db, sitting.id)}
    at = f"/awards convene recuse #{sitting.id}"
    if not numbers or numbers[0] not in seats:
        rows = [
            (button(Markup("{}").format(one.name), f"{at} {one.id}"),) for one in seats.values()
        ]
        return only(say(t("Which member has a conflict of interest?"), *rows))
    seat = seats[numbers[0]]
    if len(numbers) == 1:
        nominees = sitting_cases.nominees(turn.db, sitting.id)
        rows = [(button(t("{n}. {name}", n=n, name=wording.case(t, one)), f"{at} {seat.id} {n}"),)
                for n, one in nominees.items()]  # fmt: skip
        asked = t("On which case does {name} not vote? Whom it was set for, it is lifted again "
                  "before the vote is open.", name=seat.name)  # fmt: skip
        return only(say(asked, *rows))
    out = numbers[1] not in seat.recused
    became = roll.recuse(turn.db, sitting.id, seat.person_id, numbers[1], out=out)
    return only(page(turn, sitting, None if became == "done" else _refused(turn, became)))


def _refused(turn: Turn, became: str) -> Markup:
    t = turn.t
    return {
        "over": t("This sitting is over."),
        "opened": t("The vote is open: that can no longer be changed."),
        "own": t("This is the own unit: there is no vote on it."),
    }[became]


def _page(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    return only(page(turn, sitting))


def _result(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    if sitting.result is None:
        return only(page(turn, sitting))
    return only(resulting.result(turn.t, turn.db, sitting, turn.zone, "convene"))


def _tie(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    """A second ballot among the tied."""
    of = found.round_of(turn, sitting, tie=True)
    settings = again(of) if of else None
    if of is None or settings is None or not cases(turn.db, of):
        return only(say(turn.t("There is no tie that waits for a second ballot.")))
    return convening.begin(turn, of, settings)


def _annul(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    return annulling.begin(turn, sitting)


def _chair(turn: Turn, sitting: Sitting, _rest: str) -> Outcome:
    return chairing.begin(turn, sitting)


_ACTS: dict[str, Do] = {
    "sitting": _page, "open": _open, "codes": _codes, "recuse": _recuse, "result": _result,
    "tie": _tie, "annul": _annul, "chair": _chair,
}  # fmt: skip
