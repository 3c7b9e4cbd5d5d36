"""`/awards piece CODE [NOMINEE]`: a document or photo is sent for the dossier, and kept with it.

What it is its bytes say. A later one takes the place of the one before, unless several may stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.office import refused, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.arriving import Arrival, Purpose, called, want
from handlers.engine.dialogue import Again, Dialogue, Done, Quiet, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, only, say
from scoring.award_rows import Piece
from scoring.movement import Movement
from services import award_time, dossiers
from services.dossiers import Act, Kept
from services.sorts import SORTS, labels
from storage import proposed
from storage.pieces import File
from storage.proposed import Proposed

_LONGEST = 15


class State(BaseModel):
    """For which office's dossier of which year, which piece, of which nominee."""

    movement: str
    year: int
    office: int
    code: str
    nomination: int | None = None


@dataclass(frozen=True)
class _Wanted:
    piece: Piece
    nominee: Proposed | None

    @property
    def nomination(self) -> int | None:
        return self.nominee.id if self.nominee else None


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask for the file."""
    its, said = whose.pick(turn, wanted)
    if its is None:
        return whose.nobody(turn)
    code, _, number = said.partition(" ")
    known = not number or (number.isdecimal() and len(number) <= _LONGEST)
    nomination = int(number) if number and known else None
    state = State(movement=its.code, year=its.year, office=its.office.id, code=code.lower(),
                  nomination=nomination)  # fmt: skip
    if not known or _wanted(turn, state) is None:
        row = (button(turn.t("To the dossier"), f"{COMMAND} dossier{whose.behind(turn, its)}"),)
        return only(say(turn.t("There is no such piece to be sent."), row))
    shut = award_time.closed(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    if shut is not None:
        return only(say(refused.closed(turn.t, shut, its.movement, its.year)))
    return engine.begin(turn, SENDING, state)


def _its(turn: Turn, state: State) -> Its | None:
    return whose.again(turn, state.office, state.year)


def _wanted(turn: Turn, state: State) -> _Wanted | None:
    its = _its(turn, state)
    piece = its.award.pieces.get(state.code) if its else None
    if its is None or piece is None or piece.by != "sent":
        return None
    if piece.each == "dossier":
        return _Wanted(piece, None) if state.nomination is None else None
    one = proposed.by_id(turn.db, state.nomination or 0, its.code)
    fits = one is not None and (one.office_id, one.year, one.what) == (
        its.office.id, its.year, piece.each)  # fmt: skip
    return _Wanted(piece, one) if fits else None


def _ask(turn: Turn, state: State) -> Reply:
    its, wanted, t = _its(turn, state), _wanted(turn, state), turn.t
    if its is None or wanted is None:
        return say(rights.ended(turn))
    head = t("Dossier {year}: {unit}", year=its.year, unit=its.office.name)
    name = t.movement(wanted.piece.name)
    if wanted.nominee is not None:
        name = t("{name}: {value}", name=name, value=wanted.nominee.name)
    several = None
    if not wanted.piece.several:
        several = t("Several pages are best sent as one PDF: a later file takes the place of this "
                    "one.")  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(head),
        t("Please send here as a document or photo: {piece}", piece=name),
        t("What can be taken: {sorts}.", sorts=labels(SORTS)),
        several,
    )
    row = (button(t("To the dossier"), f"{COMMAND} dossier{whose.behind(turn, its)}"),)
    return say(text, row, digits=True)


def _take(turn: Turn, state: State) -> Taken:
    if _wanted(turn, state) is None:
        return Done(say(rights.ended(turn)))
    if turn.incoming.file is None:
        return Again(turn.t("Please send a document or a photo, or choose another command."), state)
    why = want(turn, PIECE, state)
    return Again(why, state) if why else Quiet(state)


def taken(arrival: Arrival, state: State) -> Reply | None:
    """Keep what has come, if it still may be: the right, the time, the nominee are asked again."""
    db, t = arrival.db, arrival.t
    movement = next((one for one in arrival.site.live.all if one.code == state.movement), None)
    office = rights.unit_for(db, arrival.person, "nominate", state.office)
    award = movement.in_year(state.year).award if movement else None
    piece = award.pieces.get(state.code) if award else None
    if movement is None or office is None or piece is None or not _stands(arrival, state):
        return say(t("{file}: not kept. This is no longer open for this account.",
                     file=called(t, arrival.name)))  # fmt: skip
    rules = movement.in_year(state.year)
    act = Act(rules, state.year, office, arrival.person.id, arrival.at, arrival.site.zone)
    file = File(arrival.name, arrival.sort.media, arrival.digest, arrival.data)
    kept = dossiers.put(db, act, piece, state.nomination, file)
    told = _said(arrival, rules, piece, kept, state.year)
    row = (button(t("To the dossier"), f"{COMMAND} dossier"),)
    return say(told, row).model_copy(update={"about": (("nominate", office.id),)})


def _stands(arrival: Arrival, state: State) -> bool:
    """Whether the nominee is still proposed."""
    if state.nomination is None:
        return True
    return proposed.by_id(arrival.db, state.nomination, state.movement) is not None


def _said(
    arrival: Arrival, movement: Movement, piece: Piece, kept: Kept | award_time.Closed, year: int
) -> Markup:
    t, file = arrival.t, called(arrival.t, arrival.name)
    if not isinstance(kept, Kept):
        return lines(t("{file}: not kept.", file=file), refused.closed(t, kept, movement, year))
    name = t.movement(piece.name)
    if kept.same is not None:
        return t("{file}: just this file is there already as {piece}.", file=file, piece=name)
    return lines(
        t("{file}: kept as {piece}.", file=file, piece=name),
        t("It takes the place of {name}.", name=kept.before.name) if kept.before else None,
        t("Just the same file stands in the dossier for another piece too.")
        if kept.also else None,
    )  # fmt: skip


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("No more files are awaited.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("No more files are awaited.")))


def _open(turn: Turn, state: State) -> bool:
    return _wanted(turn, state) is not None


PIECE = Purpose("dossier-piece", State, taken)
SENDING = Dialogue("sending", 1, State, _ask, _take, _leave, _restart, _open, passing=True,
                   files=True)  # fmt: skip
