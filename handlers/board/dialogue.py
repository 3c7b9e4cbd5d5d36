"""`/board`: by form and period who has reported and who owes; from here they are helped.

`/board [UNIT [FORM PERIOD [PAGE]]]`, and as buttons say it `/board remind UNIT FORM PERIOD` and
`/board invite UNIT`, `/board picture UNIT FORM PERIOD`.
"""

from __future__ import annotations

from handlers import inviting, naming
from handlers.board import pages, remind, unit
from handlers.engine.turn import Outcome, Turn, only, say
from handlers.kinds import to_name
from handlers.overview import progress, tiles
from handlers.overview.progress import Topic
from storage.units import Unit

_LONGEST_PAGE = 4


def start(turn: Turn, said: str) -> Outcome:
    """The board of what one looks after, of a unit that is named, or an act on it."""
    words = said.split()
    act = words.pop(0) if words and words[0] in ("remind", "invite", "picture") else None
    named = words[1:2] and words[1] in turn.live.forms
    scope = _scope(turn, words[0] if named else " ".join(words))
    if isinstance(scope, Outcome):
        return scope
    if act == "invite":
        return inviting.invite(turn, scope)
    topic = _topic(turn, scope, words[1:3])
    if topic is None:
        return only(say(turn.t("Nothing is asked for these days.")))
    if act == "picture" and progress.far_apart(turn, scope, topic):
        return only(tiles.picture(turn, scope, topic))
    if act == "remind":
        return remind.remind(turn, scope, topic)
    if scope.kind == topic.form.level:
        return only(unit.card(turn, scope, topic))
    return only(pages.page(turn, scope, topic, _page(words[3:])))


def _scope(turn: Turn, name: str) -> Unit | Outcome:
    own = next(iter(progress.scopes(turn)), None)
    return (
        own
        if own and not name
        else naming.resolve(turn, name, "board", to_name(turn.movement), "/board")
    )


def _topic(turn: Turn, scope: Unit, named: list[str]) -> Topic | None:
    """The one that is named, if it is one of these days'; else the most pressing."""
    for one in progress.topics(turn, scope, own=True):
        if named == [one.form.code, one.period.code]:
            return one
    return progress.current(turn, scope)


def _page(words: list[str]) -> int:
    named = words[0] if words else ""
    return int(named) if named.isdecimal() and len(named) < _LONGEST_PAGE else 1
