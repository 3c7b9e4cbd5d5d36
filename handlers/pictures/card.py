"""A standing as a card for a phone: at most twelve lines, one's own framed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from fractions import Fraction
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from handlers.pictures.texts import Direction, Frozen, Text, plain, text
from handlers.wording.disqualified import below, signed
from handlers.wording.scales import set_by
from handlers.wording.standings import basis, complete, dated, line_points, size
from locales.translator import Translator
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Line, Standings

KIND = "card"
MOST = 12
"""Lines that can be read on a phone of five inches."""
Blocks = Sequence[Sequence[Line]]
"""Lines that follow on each other; between two blocks some are left out."""


class Row(Frozen):
    """A line: `moved` places up, as words too; the number of its band from 0, and its name."""

    place: str
    name: Text
    within: Text | None
    points: str
    moved: int | None
    moved_words: str
    band: int | None
    band_words: str
    own: bool
    after_gap: bool


class Card(Frozen):
    """Everything on the card; `share`: of those that have data, from 0 to 1; `nobody`: what stands
    there without any rows.
    """

    language: str
    dir: Direction
    title: Text
    basis: str
    official: bool
    list: str
    as_of: str
    coverage: str
    share: float
    rows: tuple[Row, ...]
    nobody: str
    notes: tuple[str, ...]


def card(
    t: Translator,
    rules: Movement,
    table: Standings,
    blocks: Blocks,
    zone: ZoneInfo,
    *,
    own: Set[int] = frozenset(),
    moved: Mapping[int, int] | None = None,
    shown: int = 0,
    since: Markup | None = None,
    rest: Sequence[Markup] = (),
) -> Card:
    """`rules`: of the table's year; `own`: ids of units that are framed; `moved`: places up since
    the last publication, by id of a unit, and `since` when in words; `shown`: the number of the
    class of size; `rest`: what is said of those of whom there is no line.
    """
    league = rules.leagues[table.list]
    named = t.movement(league.name)
    covered, barred = table.coverage, any(one.barred for block in blocks for one in block)
    rows = (
        _row(t, rules, league, table, line, gap, own, moved or {}) for line, gap in _lines(blocks)
    )
    notes = [*rest, *([since] if since else []), *below(t, signed=barred)]
    return Card(
        language=t.language,
        dir=t.direction,
        title=text(t("Standings {year}: {unit}", year=table.year, unit=table.scope.name)),
        basis=plain(basis(t, table.basis)).upper(),
        official=table.basis == "official",
        list=plain(f"{named}; {plain(size(t, rules, league, shown))}" if league.classes else named),
        as_of=plain(dated(t, table, zone)),
        coverage=plain(complete(t, covered)),
        share=float(Fraction(covered.reported, covered.active)) if covered.active else 0.0,
        rows=tuple(rows),
        nobody=plain(t("Nobody has a place yet.")),
        notes=tuple(map(plain, (*notes, set_by(t, rules.cards[league.card])))),
    )


def _lines(blocks: Blocks) -> Iterator[tuple[Line, bool]]:
    """Each with whether some are left out before it."""
    for number, block in enumerate(filter(None, blocks)):
        for at, line in enumerate(block):
            yield line, bool(number) and not at


def _row(
    t: Translator, rules: Movement, league: League, table: Standings, line: Line, gap: bool,
    own: Set[int], moved: Mapping[int, int],
) -> Row:  # fmt: skip
    found = band(rules, line)
    by = moved.get(line.unit_id) if line.place is not None else None
    within = table.scope.kind != league.level and not rules.tree.directly(
        league.level, table.scope.kind
    )
    return Row(
        place="" if line.place is None else t.number(line.place),
        name=text(signed(escape(line.name), barred=bool(line.barred))),
        within=text(line.commune) if within and line.commune else None,
        points=line_points(t, line),
        moved=by,
        moved_words=t.number(abs(by)) if by else "",
        band=found,
        band_words="" if found is None else plain(t.movement(rules.bands[found].name)),
        own=line.unit_id in own,
        after_gap=gap,
    )


def band(rules: Movement, line: Line) -> int | None:
    """The band of the points, the best one 0; none without a place, or where there are no bands."""
    if line.place is None:
        return None
    fits = (n for n, band in enumerate(rules.bands) if line.points >= band.least)
    return next(fits, None)
