"""`/awards shortlist [collective|person]`: kind by kind in order, and what is to be heeded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from handlers.awards.council import figures, standing_against, words
from handlers.awards.council.seat import Seat, named, nobody, seat
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from locales.translator import N_
from scoring import nominees
from scoring.award_rows import Of
from scoring.nominees import Warned
from services import shortlist
from services.shortlist import Listed, Shortlist

PAGE, _IN_A_ROW = 10, 5
_WHAT = re.compile(r"(collective|person)(?: \+(\d{1,5}))?", re.ASCII)
TITLES = {
    "collective": N_("Shortlist of collectives, {year}"),
    "person": N_("Shortlist of individuals, {year}"),
}


def start(turn: Turn, wanted: str) -> Outcome:
    """A page of the list of collectives or of individuals."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    said = _WHAT.fullmatch(wanted) or _WHAT.fullmatch("collective")
    what: Of = "person" if said and said[1] == "person" else "collective"
    return only(page(turn, at, what, int(said[2] or 0) if said else 0))


def page(turn: Turn, at: Seat, what: Of, start: int = 0) -> Reply:
    """So many nominees from one on; what is to be heeded stands below."""
    t = turn.t
    found = shortlist.of(turn.db, at.movement, at.year, what, at.council, ())
    every = [*found.listed, *found.left_out]
    start = min(start, max(0, len(every) - 1)) // PAGE * PAGE
    shown = every[start : start + PAGE]
    text = lines(
        Markup("<b>{}</b>").format(t(TITLES[what], year=at.year)),
        _caps(turn, at, found, what),
        None if every else t("Nobody is proposed yet."),
        *_shown(turn, at, found, shown, start),
        *_headed(t("To be heeded:"), list(warnings(turn, found))),
    )
    return say(text, *_buttons(turn, shown, start), *_ways(turn, what, start, len(every)))


def _caps(turn: Turn, at: Seat, found: Shortlist, what: Of) -> Markup:
    """How many go to the vote, and how many may be elected: never more than that."""
    going = turn.t.many("{n} goes to the vote.", "{n} go to the vote.", len(found.chosen))
    most = at.movement.caps[what == "person"]
    said = turn.t("At most {n} are proposed to {whom}; the vote decides.", n=most,
                  whom=at.award.terms.to)  # fmt: skip
    return Markup("{} {}").format(going, said)


def _shown(
    turn: Turn, at: Seat, found: Shortlist, shown: Sequence[Listed], start: int
) -> Iterator[Markup]:
    numbered = list(enumerate(shown, start + 1))
    equal = _equals(found)
    for (out, kind), rows in groupby(numbered, key=lambda row: _under(row[1])):
        yield Markup("")
        if out:
            yield Markup("<b>{}</b>").format(turn.t("Not on the shortlist"))
        else:
            name = (
                turn.t.movement(at.award.nominees[kind].name) if kind in at.award.nominees else kind
            )
            yield Markup("<b>{}</b>").format(name)
        for number, one in rows:
            yield _line(turn, at, number, one, equal=one.nominee.id in equal)


def _under(one: Listed) -> tuple[bool, str]:
    """Under which heading it stands."""
    return (True, "") if one.why else (False, one.nominee.kind)


def _equals(found: Shortlist) -> set[int]:
    """Those who have exactly the points of another of their kind."""
    seen: dict[tuple[str, object], list[int]] = {}
    for one in found.listed:
        if one.candidate.points is not None:
            seen.setdefault((one.nominee.kind, one.candidate.points), []).append(one.nominee.id)
    return {key for ids in seen.values() if len(ids) > 1 for key in ids}


def _line(turn: Turn, at: Seat, number: int, one: Listed, *, equal: bool) -> Markup:
    t = turn.t
    parts: list[Markup | str] = [named(one.nominee)]
    if one.pointed is not None:
        parts.append(_points(turn, one))
    if equal:
        first = nominees.favoured(one.candidate, at.award.terms.women_share)
        parts.append(t("equal points, first by the decree") if first else t("equal points"))
    if one.why is not None:
        parts.append(standing_against.why(t, at, one))
    if one.candidate.chosen:
        parts.append(t("goes to the vote"))
    elif one.said is not None and one.may_go:
        parts.append(t("left out"))
    said = Markup("{}. {}").format(t.number(number), t.row(parts))
    if one.said is not None and one.said.reason and one.may_go:
        return lines(said, words.under(t("Reason: {reason}", reason=one.said.reason)))
    return said


def _points(turn: Turn, one: Listed) -> Markup:
    found = one.pointed
    if found is None:
        return Markup("")
    shown = figures.points(turn.t, found.counts)
    if found.appraised is None:
        return Markup("{}").format(shown)
    return turn.t("{points} as appraised", points=shown)


def warnings(turn: Turn, found: Shortlist) -> Iterator[Markup]:
    """What the Council is to heed in the choice so far."""
    names = {one.nominee.id: one.nominee.name for one in found.all}
    for one in found.warned:
        yield words.item(_warning(turn, one, names))


def _warning(turn: Turn, one: Warned, names: dict[int, str]) -> Markup:
    t, name = turn.t, names.get(one.key or 0, "")
    if one.code == "one_kind":
        return t("All collectives that go to the vote are of one kind.")
    if one.code == "off_list":
        return t("{name} is not on the shortlist, and no reason is given.", name=name)
    others = t.listing([names[key] for key in one.others])
    return t("{name} goes to the vote before {others} without a reason.", name=name, others=others)


def _headed(head: Markup, told: list[Markup]) -> list[Markup]:
    return [Markup(""), Markup("<b>{}</b>").format(head), *told] if told else []


def _buttons(turn: Turn, shown: Sequence[Listed], start: int) -> Iterator[tuple[Choice, ...]]:
    """A button for each line, with its number."""
    found = [Choice(label=turn.t.number(number), says=f"{COMMAND} sheet {one.nominee.id}",
                    number=number) for number, one in enumerate(shown, start + 1)]  # fmt: skip
    for first in range(0, len(found), _IN_A_ROW):
        yield tuple(found[first : first + _IN_A_ROW])


def _ways(turn: Turn, what: Of, start: int, total: int) -> Iterator[tuple[Choice, ...]]:
    t = turn.t
    if start + PAGE < total:
        yield (button(t("More"), f"{COMMAND} shortlist {what} +{start + PAGE}"),)
    other = "person" if what == "collective" else "collective"
    label = t("Individuals") if other == "person" else t("Collectives")
    yield (button(label, f"{COMMAND} shortlist {other}"), button(t("Back"), COMMAND))
