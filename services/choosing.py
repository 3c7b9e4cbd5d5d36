"""Who goes to the Council's vote: chosen one by one, with a reason where the order says otherwise.

Nothing is filled up by itself, and more than may be elected can go to the vote: the vote decides.
"""

from __future__ import annotations

from scoring.award_rows import Of
from scoring.movement import Movement
from services import shortlist
from storage import award_choices
from storage.engine import Db
from storage.units import Unit


def chosen(db: Db, movement: Movement, year: int, what: Of, scope: Unit | None = None) -> list[int]:
    """The nominations that go to the vote, in the order of the shortlist.

    Whoever has come to be barred or held since is no longer among them; `scope`: below a unit.
    """
    listed = shortlist.of(db, movement, year, what, scope).listed
    said = award_choices.last(db, [one.nominee.id for one in listed])
    ids = (one.nominee.id for one in listed)
    return [one for one in ids if one in said and said[one].chosen]
