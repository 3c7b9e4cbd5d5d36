"""`/criteria`: what a card asks for: families, weights, what brings all points, who decided it."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.scales import name, points, scale, set_by
from handlers.wording.standings import size
from locales import formats
from scoring.cards import Card, CardItem
from scoring.duties import year_under_review
from scoring.movement import Movement


def start(turn: Turn, wanted: str) -> Outcome:
    """A card as a whole, or a family of it: `/criteria [CARD [FAMILY]]`.

    Without a card that of one's own level, else that of the movement's first list.
    """
    words = wanted.upper().split()
    movement, card = _card(turn, words[:1])
    turn.turn_to(movement)
    if words[1:2] and words[1] in movement.families:
        return only(_family(turn, card, words[1]))
    return only(_whole(turn, card))


def _card(turn: Turn, named: list[str]) -> tuple[Movement, Card]:
    year = year_under_review(turn.today)
    dated = [movement.in_year(year) for movement in turn.concerned]
    for movement in dated:
        for card in movement.cards.values():
            if named == [card.code.upper()]:
                return movement, card
    movement = dated[0]
    kinds = turn.person.kinds() if turn.person else frozenset()
    league = movement.league_of_any(kinds) or movement.first_league
    return movement, movement.cards[league.card]


def _whole(turn: Turn, card: Card) -> Reply:
    t, movement = turn.t, turn.movement
    weights: dict[str, int] = {}
    for item in card.items:
        weights[item.family] = weights.get(item.family, 0) + item.weight
    told = [
        t("- {name}: {points}", name=t.movement(movement.families[code]),
          points=points(t, weight * 100))
        for code, weight in weights.items()
    ]  # fmt: skip
    text = lines(*_head(turn, card), *told, Markup(""), *_ranking(turn, card), set_by(t, card))
    families = [
        (button(t.movement(movement.families[code]), f"/criteria {card.code} {code}"),)
        for code in weights
    ]
    return say(text, *families, *_others(turn, card))


def _ranking(turn: Turn, card: Card) -> list[Markup]:
    """What decides between equal points, and from how many reports on there is a place."""
    t, movement = turn.t, turn.movement
    league = next((one for one in movement.leagues.values() if one.card == card.code), None)
    if league is None:
        return []
    ties = t.row(name(t, movement.derived[tie.measure]) for tie in league.ties)
    enough = formats.rate(league.minimum_share, t.language)
    told = [t("Equal points are decided by: {items}.", items=ties)] if league.ties else []
    if league.classes:
        apart = [size(t, movement, league, number) for number in league.sizes if number]
        told.append(t("Each size is ranked apart: {items}.", items=t.row(apart)))
    if movement.ballot_of(league.level):
        told.append(t("Members of the Council give points; the median of them counts."))
    if not league.minimum_share:
        return told
    return [*told, t("There is a place from {share} of the reports due.", share=enough)]


def _family(turn: Turn, card: Card, family: str) -> Reply:
    t, movement = turn.t, turn.movement
    told = [_item(turn, item) for item in card.items if item.family == family]
    head = lines(*_head(turn, card), Markup("<b>{}</b>").format(
        t.movement(movement.families[family])))  # fmt: skip
    text = Markup("\n\n").join([head, *told, set_by(t, card)])
    return say(text, (button(t("All criteria"), f"/criteria {card.code}"),))


def _item(turn: Turn, item: CardItem) -> Markup:
    t, derived = turn.t, turn.movement.derived[item.indicator]
    idle = t("If it does not apply, its weight goes to the others.")
    return lines(
        t("<b>{name}</b> ({code}): {points}", name=name(t, derived), code=item.code,
          points=points(t, item.weight * 100)),
        scale(t, turn.movement, derived, item),
        idle if item.redistribute else t("If it does not apply, its weight stays."),
    )  # fmt: skip


def _head(turn: Turn, card: Card) -> list[Markup]:
    return [Markup("<b>{}</b>").format(turn.t("Criteria: {units}", units=_of(turn, card)))]


def _of(turn: Turn, card: Card) -> Markup:
    """The levels that are ranked by a card."""
    t, movement = turn.t, turn.movement
    ranked = [one.level for one in movement.leagues.values() if one.card == card.code]
    return t.row(t.movement(movement.levels[level].name) for level in dict.fromkeys(ranked))


def _others(turn: Turn, card: Card) -> list[tuple[Choice, ...]]:
    return [
        (button(turn.t("Criteria: {units}", units=_of(turn, one)), f"/criteria {one.code}"),)
        for one in turn.movement.cards.values()
        if one.code != card.code and _of(turn, one)
    ]
