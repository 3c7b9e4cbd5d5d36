"""A vote is cast: by a line, by a button, case by case. What is answered says nothing of it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from handlers.awards.ballot import told, wording
from handlers.awards.ballot.found import mine
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from locales.reading import voting as reading
from locales.reading.voting import Line, Wrong
from services.sittings import settings, voting
from storage import sittings
from storage.conversations import Frame
from storage.seating import Seat
from storage.sittings import Sitting

OPEN = "ballot"
"""The dialogue in which a ballot paper is open: there its sitting is meant."""
ANSWERED = "vote answered"
"""In what a turn has seen: the vote itself answers, and repeats nothing of what was said."""


def own(turn: Turn, sitting: Sitting, seat: Seat) -> list[int]:
    """The cases on which a member votes."""
    return [one for one in sittings.cases_of(turn.db, sitting.id) if one not in seat.recused]


def cast(turn: Turn, sitting: Sitting, choices: Mapping[int, str]) -> Markup:
    """Cast it; what became of it."""
    t, became = turn.t, voting.cast(turn.db, sitting.id, turn.me.id, choices)
    if became == "paper":
        told.queue(turn.db, told.PAPER, sitting, [turn.me.id], turn.now, _nonce(turn))
        return t("Not taken: the ballot paper with its check code comes first. It is sent now; "
                 "please vote then.")  # fmt: skip
    if became == "places":
        n = settings.of(sitting).places
        return t("Not taken: it agrees to more than {n}. There are no more places.", n=n)
    return {
        "done": t("The vote is in. It can be changed until the close; nobody can see it. "
                  "/awards vote check shows that it is in."),
        "over": t("This vote is closed, or not open yet. Nothing was taken."),
        "absent": t("Only whoever is present can vote. Please say so first."),
        "cases": t("Not taken: the cases have changed. Please look at the ballot paper again."),
        "often": t("Not taken: it was changed too often. The vote that was in stands."),
    }[became]  # fmt: skip


def _nonce(turn: Turn) -> str:
    return turn.incoming.external_id


def line(turn: Turn, sitting: Sitting, seat: Seat, text: str) -> Markup | None:
    """Read a line and cast it; why it is not taken; `None` for what is no line of votes."""
    cases = sittings.cases_of(turn.db, sitting.id)
    found = reading.read(text, turn.t.language, cases, seat.recused)
    if isinstance(found, Line):
        return cast(turn, sitting, found.choices)
    return None if found is None else _wrong(turn, sitting, seat, found)


def _wrong(turn: Turn, sitting: Sitting, seat: Seat, found: Wrong) -> Markup:
    t, all_own = turn.t, own(turn, sitting, seat)
    told_of = (
        t("some words were not understood") if found.unread else None,
        _cases(turn, t("named twice, differently"), found.twice),
        _cases(turn, t("not named"), found.missing),
        _cases(turn, t("there is no such case"), found.unknown),
        _cases(turn, t("no vote here, because of a conflict of interest"), found.barred),
    )
    return lines(
        t("Nothing was taken:"),
        *(t("- {what}", what=one) for one in told_of if one is not None),
        wording.how(t, all_own), wording.legend(t),
    )  # fmt: skip


def _cases(turn: Turn, what: Markup, cases: tuple[int, ...]) -> Markup | None:
    if not cases:
        return None
    return turn.t("{cases}: {what}", cases=wording.numbers(turn.t, cases), what=what)


def every(turn: Turn, sitting: Sitting, seat: Seat, choice: str) -> Markup:
    """The same on every case."""
    return cast(turn, sitting, dict.fromkeys(own(turn, sitting, seat), choice))


def answer(text: Markup, turn: Turn, sitting: Sitting) -> Outcome:
    """What became of it, with the way to change it."""
    turn.seen[ANSWERED] = True
    again = button(turn.t("Show the ballot paper"), f"/awards vote #{sitting.id}")
    return only(say(text, (again,)))


def typed(turn: Turn, running: tuple[Frame, ...]) -> Outcome | None:
    """A line of votes that somebody simply writes; `None` for anything else.

    Where something else is open, only what is a vote and nothing else: not a word that may answer
    what is asked there.
    """
    if turn.text.startswith("/") or (running and running[-1].name == OPEN):
        return None
    amid, under_way = any(one.name != OPEN for one in running), mine(turn)
    if amid and not any(_is_line(turn, *one) for one in under_way):
        return None
    open_now = [(one, seat) for one, seat in under_way if one.voting]
    if not open_now:
        return _early(turn) if under_way else None
    if len(open_now) > 1:
        return _which(turn) if amid or reading.sounds(turn.text, turn.t.language) else None
    said = line(turn, *open_now[0], turn.text)
    return None if said is None else answer(said, turn, open_now[0][0])


def _is_line(turn: Turn, sitting: Sitting, seat: Seat) -> bool:
    """Whether it names cases of a sitting with a choice for them, and says nothing else."""
    if not reading.sounds(turn.text, turn.t.language):
        return False
    cases = sittings.cases_of(turn.db, sitting.id)
    found = reading.read(turn.text, turn.t.language, cases, seat.recused)
    return isinstance(found, Line) or (isinstance(found, Wrong) and not found.unread)


def _early(turn: Turn) -> Outcome | None:
    if not reading.sounds(turn.text, turn.t.language):
        return None
    return only(say(turn.t("This vote is closed, or not open yet. Nothing was taken.")))


def _which(turn: Turn) -> Outcome:
    rows = [
        (button(wording.title(turn.t, one), f"/awards vote #{one.id}"),)
        for one, _ in mine(turn) if one.voting
    ]  # fmt: skip
    return only(
        say(turn.t("Several votes are open. Nothing was taken: which one is meant?"), *rows)
    )
