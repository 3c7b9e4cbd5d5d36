"""`/awards places`: how many persons each office may propose, and how that was worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import figures, words
from handlers.awards.council.seat import seat
from handlers.awards.office import giving, whose
from handlers.awards.section import COMMAND
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, only, say
from locales import formats
from scoring.movement import Movement
from scoring.quotas import Round
from services import places
from services.places import Places, Row
from storage.units import Unit

_DIGITS = 4
PAGE = 15
"""Offices on a page."""
_FROM = re.compile(r"\+(\d{1,5})", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """The places; behind it an office, whose places the Council's secretary gives otherwise."""
    found = council_of(turn)
    if found is None:
        return only(say(turn.t("This is for the Council and for whoever proposes.")))
    council, movement, year = found
    more = _FROM.fullmatch(wanted)
    if wanted and more is None:
        return giving.begin(turn, council, wanted)
    return only(page(turn, council, movement, year, int(more[1]) if more else None))


def council_of(turn: Turn) -> tuple[Unit, Movement, int] | None:
    """The Council whose places concern the writer, and of which year."""
    at = seat(turn)
    if at is not None:
        return at.council, at.movement, at.year
    its = next(iter(whose.all_of(turn)), None)
    council = places.council_of(turn.db, its.award, its.office) if its else None
    if its is None or council is None:
        return None
    rights.allowed(turn, "see", council)
    return council, its.movement, its.year


def page(
    turn: Turn, council: Unit, movement: Movement, year: int, start: int | None = None
) -> Reply:
    """Line by line: points, the exact share, the whole part, the remainder, the place.

    So many offices from one on; without a number from where the writer's own stands.
    """
    t = turn.t
    found = places.of_council(turn.db, movement, year, council, turn.today)
    start = (_own(turn, found) if start is None else start) // PAGE * PAGE
    start = min(start, max(0, len(found.rows) - 1) // PAGE * PAGE)
    shown = found.rows[start : start + PAGE]
    text = lines(
        Markup("<b>{}</b>").format(t("Places for individuals, {year}", year=year)),
        as_of(turn, found),
        t("In all: {n}.", n=found.all) if found.cap is None else
        t("In all: {n}, at most {cap} for one office.", n=found.all, cap=found.cap),
        Markup(""),
        *_rows(turn, shown, start),
        Markup(""),
        *_rounds(turn, found, shown),
        t("Given: {n} of {total}.", n=found.given, total=found.all),
    )  # fmt: skip
    at = seat(turn)
    rows = []
    if at is not None and at.secretary:
        rows = [(button(t("Otherwise: {name}", name=one.unit.name),
                        f"{COMMAND} places {one.unit.code}"),) for one in shown]  # fmt: skip
    if start + PAGE < len(found.rows):
        rows.append((button(t("More"), f"{COMMAND} places +{start + PAGE}"),))
    if start:
        rows.append((button(t("All places"), f"{COMMAND} places +0"),))
    return say(text, *rows, (button(t("Back"), COMMAND),))


def _own(turn: Turn, found: Places) -> int:
    """Where the first of the writer's own offices stands."""
    mine = {one.office.id for one in whose.all_of(turn)}
    return next((n for n, one in enumerate(found.rows) if one.unit.id in mine), 0)


def as_of(turn: Turn, found: Places) -> Markup:
    """By which results, and whether they can still change."""
    if found.final:
        return turn.t("By official results; they change no more.")
    if found.basis == "official":
        return turn.t("As of now, by official results; they can still change.")
    return turn.t("As of now, by provisional results; they can still change.")


def _rows(turn: Turn, shown: Sequence[Row], start: int) -> Iterator[Markup]:
    t = turn.t
    for number, one in enumerate(shown, start + 1):
        points = one.placed.points
        told = t("no points") if points is None else figures.points(t, points)
        n = t.many("{n} place", "{n} places", one.places)
        yield Markup("{}. {}").format(t.number(number), t.row([one.unit.name, told, n]))
        if one.word is not None:
            yield _word(turn, one)


def _word(turn: Turn, one: Row) -> Markup:
    word = one.word
    if word is None or word.places is None:
        reason = word.reason if word else ""
        return words.under(turn.t("By the rule again. Reason: {reason}", reason=reason))
    said = turn.t("By the Council ({who}); by the rule {n}. Reason: {reason}", who=word.who,
                  n=one.by_rule, reason=word.reason)  # fmt: skip
    return words.under(said)


def _rounds(turn: Turn, found: Places, shown: Sequence[Row]) -> Iterator[Markup]:
    """The arithmetic of each round; what a cap frees is allotted in the next."""
    t, names = turn.t, {one.unit.code: one.unit.name for one in shown}
    for number, one in enumerate(found.rounds, 1):
        yield Markup("<b>{}</b>").format(
            t.many("Round {number}: {n} place", "Round {number}: {n} places", one.places,
                   number=number))  # fmt: skip
        for code in (row.unit.code for row in shown if row.unit.code in one.exact):
            yield _share(turn, names[code], one, code)
        if one.kept:
            freed = sum(one.given[code] - n for code, n in one.kept.items())
            yield t("Freed, and allotted again: {n}.", n=freed)


def _share(turn: Turn, name: str, one: Round, code: str) -> Markup:
    exact = one.exact[code]
    whole = exact.numerator // exact.denominator
    more = one.given[code] - whole
    told = turn.t("{name}: {exact} = {whole} + {remainder}, gets {n}", name=name,
                  exact=decimals(turn, exact), whole=whole,
                  remainder=decimals(turn, exact - whole), n=whole + more)  # fmt: skip
    if code in one.kept:
        return Markup("{}; {}").format(told, turn.t("at most {n}", n=one.kept[code]))
    return told


def decimals(turn: Turn, value: Fraction) -> str:
    """A share with four decimals, half up."""
    return formats.decimals(value, turn.t.language, _DIGITS)
