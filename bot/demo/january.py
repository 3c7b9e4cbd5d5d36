"""What the others do when their reports are in: dossiers until the day for them, then the vote."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.demo import dossiers, sittings
from bot.demo.dossiers import Review
from bot.demo.hand import Hand
from bot.demo.others import Others
from bot.demo.phones import Phone
from bot.demo.simulator.spoken import Spoken
from scoring.award_rows import Of
from storage.engine import Db, reading, transaction

Step = Callable[[], int]
_PATIENCE, _LOOK = 5.0, 0.05
"""Seconds for which the closing codes, which come in messages of their own, are waited for."""


@dataclass(frozen=True)
class January:
    """Everybody but the visitor; `spoken`: what their phones have shown."""

    others: Others
    spoken: Spoken

    def steps(self, held: frozenset[str]) -> list[Step]:
        """What there is to do, a person a step; none of it is a report."""
        of = dossiers.review(self.others.site, self.others.clock())
        with reading(self.others.engine) as db:
            sending = dossiers.sending(db, of, held) if of and of.on_time else []
            sitting = self._sitting(db, of if of and not of.on_time else None, held)
        return [*(partial(self._send, of, one) for one in sending if of), *sitting]

    def _sitting(self, db: Db, of: Review | None, held: frozenset[str]) -> list[Step]:
        """Of the Council; `of`: what it may be convened on."""
        members, by = sittings.members(db, held), sittings.secretary(db, held)
        take_part = [partial(self._take_part, code) for code in members]
        wanted = sittings.to_convene(db, of, by) if of and by else []
        if of and by and wanted:
            join = [partial(self._join, code) for code in members]
            return [*join, partial(self._convene, of, by, wanted, members), *take_part]
        return [*take_part] if any(sittings.under_way(db, code) for code in members) else []

    def _send(self, of: Review, one: Phone) -> int:
        with transaction(self.others.engine) as db:
            dossiers.send(self._hand(db, one.code), of, one)
        return 0

    def _join(self, code: str) -> int:
        """Nobody is told anything who has not joined."""
        with transaction(self.others.engine) as db:
            self._hand(db, code)
        return 0

    def _convene(self, of: Review, by: Phone, wanted: Sequence[Of], members: Sequence[str]) -> int:
        with transaction(self.others.engine) as db:
            for what in wanted:
                sittings.convene(self._hand(db, by.code), of, what, by)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not all(map(self._has_codes, members)):
            time.sleep(_LOOK)
        return 0

    def _has_codes(self, code: str) -> bool:
        with reading(self.others.engine) as db:
            there = sittings.under_way(db, code)
        return all(sittings.code(self.spoken, code, one) for one in there)

    def _take_part(self, code: str) -> int:
        with transaction(self.others.engine) as db:
            sittings.take_part(self._hand(db, code), self.spoken)
        return 0

    def _hand(self, db: Db, code: str) -> Hand:
        hand = Hand(db, self.others.site, self.others.clock(), code)
        hand.join()
        return hand
