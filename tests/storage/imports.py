"""Imports of organisations into one database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from organisations import written

from scoring.loading import builtin
from scoring.movement import Movement
from services.roster import apply, file
from services.roster.compare import Plan
from storage.engine import Db

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OCTOBER = datetime(2026, 10, 3, 1, tzinfo=UTC)


@dataclass
class Roster:
    """Imports into one database, for a movement."""

    db: Db
    movement: Movement = field(default_factory=builtin)

    def apply(self, content: dict[str, Any], now: datetime = OCTOBER) -> Plan:
        wanted = file.read(written(content), self.movement)
        return apply.apply(self.db, wanted, self.movement, now, ZONE)

    def acts(self, content: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
        plan = self.apply(content)
        return {
            change.new.code: (change.act, {name: new for name, _, new in change.fields})
            for change in (*plan.units, *plan.people)
        }
