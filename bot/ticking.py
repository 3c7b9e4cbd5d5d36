"""The program's minute: a tick whose steps stand in the writer's line, with signs of life.

A tick may take long (a whole nation's scores after a due day). Each of its steps says that the
program is there: to `/health`, to the receipts, and to `thidua doctor`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.leader import alone
from bot.pulse import Pulse
from bot.receiving.jobs import Refused, T, Writer
from bot.receiving.receipts import Receipts
from handlers.routing.play import Site
from scheduler.tick import add_up, tick
from storage import settings
from storage.engine import Db, replayed

log = structlog.get_logger()
_SIGN = 30.0
"""Seconds after which a long tick writes down that it is still at work."""


@dataclass
class Ticking:
    """`writer`: whoever writes; before the program runs a step is a transaction like any other."""

    engine: Engine
    site: Site
    clock: Callable[[], datetime]
    pulse: Pulse
    receipts: dict[str, Receipts]
    writer: Writer | None = None
    _signed: float = field(default_factory=monotonic)

    def tick(self) -> None:
        """What is due now; called each minute, and when the demo's clock is moved.

        A tick may take many minutes: while another program is at it, this one leaves it to that.
        """
        try:
            with alone(self.engine, "tick") as ours:
                if ours:
                    tick(self.engine, self.site.live, self.site.zone, self.clock(), self._step)
            self._there()
        except DBAPIError as error:
            log.warning("tick put off", error=type(error).__name__)
        except Refused:
            log.info("tick left where it was")

    def add_up(self) -> None:
        """What was reported since, for the units above; called each second."""
        try:
            add_up(self._step, self.site.live, self.site.zone, self.clock())
        except DBAPIError as error:
            log.warning("sums put off", error=type(error).__name__)
        except Refused:
            log.info("sums left where they were")

    def _step(self, work: Callable[[Db], T]) -> T:
        def signed(db: Db) -> T:
            found = work(db)
            if monotonic() - self._signed > _SIGN:
                settings.put(db, "last_tick", self.clock().isoformat())
                self._signed = monotonic()
            return found

        do = self.writer.step if self.writer else lambda work: replayed(self.engine, work)
        found = do(signed)
        self._there()
        return found

    def _there(self) -> None:
        self.pulse.ticked()
        for receipts in self.receipts.values():
            receipts.ticked()
