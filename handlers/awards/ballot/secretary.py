"""What a secretary does with sittings: `/awards convene …`, `/awards close`."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers.awards.ballot import (
    annulling,
    chairing,
    convening,
    found,
    recusing,
    resulting,
    told,
    wording,
)
from handlers.awards.ballot.sitting import page
from handlers.engine.turn import Choice, Outcome, Turn, button, lines, only, say
from scoring.award_rows import Of
from services.sittings import closing, results, voting
from services.sittings.convening import Round, again, answered, cases
from services.sittings.settings import Settings
from storage import seating, sittings
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
    "sitting": _page, "open": _open, "codes": _codes, "recuse": recusing.recuse, "result": _result,
    "tie": _tie, "annul": _annul, "chair": _chair,
}  # fmt: skip
