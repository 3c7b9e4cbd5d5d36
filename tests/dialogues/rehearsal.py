"""A stage that can be put back: everything happens in one transaction, undone to any point.

So a dialogue is played once, and each way in which it could go on is tried from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace

from player import ZONE, Player
from sqlalchemy import delete, select, update

from locales import formats
from scoring.loading import builtin
from services.roster import apply, file
from services.roster.compare import PersonEntry, Roster
from storage import people
from storage.engine import Db
from storage.messages import Reply
from storage.outbox import Address, outbox
from storage.people import accounts

LOST = {"7788001": "Tổ Kim Cương", "7788002": "Tổ Hồng Ngọc", "7788003": "Tổ Lam Ngọc",
        "66554": "Phường Hoàng Hôn", "HS": "Hội sở Hải Âu"}  # fmt: skip
"""Where everybody is at first: the names that must not be met any more afterwards."""

ELSEWHERE = {"head": ("head", "9900033"), "officer": ("officer", "27694"),
             "office": ("office", "TAN"), "council": ("head", "9900033"),
             "admin": ("officer", "27694")}  # fmt: skip
OTHER, ADMIN = "P044", "P990"
PROVINCE = "Chi nhánh NHCSXH tỉnh Tây Ninh"
FIGURES = (2691300000, 2691600000, 12430000, 931000, 231700000)
LINE = "BC 47 2691,3tr 0 12,43tr 12,43tr 931k 47 231,7tr có"


def shown(number: int) -> set[str]:
    """How a figure may be written to somebody."""
    found = {str(number)}
    for language in ("vi", "hi"):
        found |= {formats.money_long(number, language), formats.value("VND", number, language),
                  formats.value_full("VND", number, language)}  # fmt: skip
    return found


EXAMPLES = {word for one in builtin().indicators.values() for word in shown(one.example)}
FIGURE_WORDS = frozenset(word for number in FIGURES for word in shown(number) - EXAMPLES)


def roster(organisation: bytes) -> Roster:
    """An organisation with names and codes that are met nowhere else, and an administrator."""
    for old, new in ((b"990000", b"778800"), (b"25459", b"66554")):
        organisation = organisation.replace(old, new)
    plain = file.read(organisation)
    units = tuple(replace(one, name=LOST.get(one.code, one.name)) for one in plain.units)
    admin = PersonEntry(ADMIN, "Quản Trị", None, "vi", (("admin", "BRANCH"),))
    return replace(plain, units=units, people=(*plain.people, admin))


@dataclass
class Rehearsal(Player):
    """A player in one open transaction."""

    db: Db | None = None
    wanted: Roster | None = None
    sent: list[tuple[str, Reply]] = field(default_factory=list)

    def opened(self) -> AbstractContextManager[Db]:
        assert self.db is not None
        return nullcontext(self.db)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens inside is undone."""
        assert self.db is not None
        before = {
            name: value.copy() if isinstance(value, dict | list) else value
            for name, value in vars(self).items()
            if name not in ("engine", "house", "db")
        }
        self.db.exec_driver_sql("SAVEPOINT here")
        try:
            yield
        finally:
            self.db.exec_driver_sql("ROLLBACK TO here")
            self.db.exec_driver_sql("RELEASE here")
            vars(self).update(before)

    def _deliver(self) -> list[str]:
        """Everything that is due (one row a chat and claim); also what the buttons say."""
        lines: list[str] = []
        while self._waits() and (new := super()._deliver()):
            lines += new
            for who in {line.split()[0] for line in new}:
                rows = self.shown[who][1].choices
                lines += [f"{who} = {choice.says}" for row in rows for choice in row]
        return lines

    def _waits(self) -> bool:
        """Whether anything does: a claim costs more than to look."""
        assert self.db is not None
        where = outbox.c.status == "queued"
        return self.db.execute(select(outbox.c.id).where(where).limit(1)).first() is not None

    def buttons_of(self, who: str) -> list[str]:
        """Every button that was ever sent to a chat."""
        assert self.db is not None
        where = (outbox.c.chat == who, outbox.c.kind == "message")
        found = self.db.execute(select(outbox.c.id, outbox.c.body).where(*where))
        counts = {
            row.id: sum(map(len, Reply.model_validate_json(row.body).choices)) for row in found
        }
        return [f"{row}.{n}" for row, count in counts.items() for n in range(count)]

    def id_of(self, who: str) -> int:
        assert self.db is not None
        where = people.people.c.code == who
        return int(self.db.execute(select(people.people.c.id).where(where)).scalar_one())

    def apply(self, wanted: Roster) -> None:
        """The operator imports another roster."""
        assert self.db is not None
        apply.apply(self.db, wanted, self.site.live.all[0], self.now, ZONE)

    def hold(self, who: str, *held: tuple[str, str]) -> None:
        """Somebody has these roles from now on."""
        assert self.wanted is not None
        found = tuple(
            replace(one, roles=held) if one.code == who else one for one in self.wanted.people
        )
        self.apply(replace(self.wanted, people=found))

    def close(self, *codes: str) -> None:
        """Units end."""
        assert self.wanted is not None
        kept = tuple(one for one in self.wanted.units if one.code not in codes)
        self.apply(replace(self.wanted, units=kept))

    def remove(self, who: str) -> None:
        """Somebody leaves the roster."""
        assert self.wanted is not None
        kept = tuple(one for one in self.wanted.people if one.code != who)
        self.apply(replace(self.wanted, people=kept))

    def hand_over(self, who: str, *, agreed: bool) -> None:
        """The account is another person's from now on."""
        assert self.db is not None
        at = Address(self.channel, "1", who)
        other = self.id_of(OTHER)
        people.bind(self.db, other, at, who, self.now)
        given = update(people.people).where(people.people.c.id == other)
        self.db.execute(given.values(consented_at=self.now if agreed else None))

    def revoke(self, who: str) -> None:
        """The account is nobody's from now on."""
        assert self.db is not None
        self.db.execute(delete(accounts).where(accounts.c.chat == who))
