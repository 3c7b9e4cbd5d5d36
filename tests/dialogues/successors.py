"""An officer who names who takes over a group, and whoever joins with what is passed on."""

from __future__ import annotations

import re

from player import Player

from storage import people
from storage.engine import transaction
from storage.units import by_code

GROUP, NEW = "9900001", "Nguyễn Văn Mới"


def name(stage: Player, who: str = NEW, group: str = GROUP) -> str:
    """The officer names who takes over, and says yes; the code that is to be passed on, if any."""
    stage.write("P001", f"/successor {group}")
    stage.write("P001", who)
    told = "\n".join([*stage.write("P001", "có"), *stage._deliver()])
    code = re.search(r"<code>([A-Z0-9-]{14})</code>", told)
    return code[1] if code else ""


def join(stage: Player, code: str, who: str = "X9") -> list[str]:
    for text in (f"/start {code}", "vi"):
        stage.write(who, text)
    return [*stage.write(who, "đồng ý"), *stage._deliver()]


def heads(stage: Player, group: str = GROUP) -> list[str]:
    with transaction(stage.engine) as db:
        unit = by_code(db, group)
        assert unit is not None
        found = (people.by_id(db, one) for one in people.holding(db, "head", unit.id))
        return [one.name for one in found if one]
