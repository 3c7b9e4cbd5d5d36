"""The result of a sitting: as it is fixed at the close, and read again. Papers print it.

Canonical JSON (keys in order, no spaces, UTF-8); its SHA-256 goes to every member.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.award_rows import Of
from services.sittings.settings import Settings
from storage import sitting_cases, sittings
from storage.engine import Db
from storage.sittings import Sitting

FORMAT = 1


class Part(BaseModel):
    """Nothing but what is named."""

    model_config = ConfigDict(frozen=True)


class Member(Part):
    """A line of the roll, by name: without time, and without what was voted.

    `written`: gave an opinion in writing; `voted`: a ballot or an opinion is in; `recused`: the
    numbers of cases without a vote.
    """

    person: int
    name: str
    present: bool
    written: bool
    voted: bool
    recused: tuple[int, ...] = ()


class Votes(Part):
    """How many said what; `invalid`: of ballots with more yes than places."""

    yes: int = 0
    no: int = 0
    blank: int = 0
    invalid: int = 0


class Case(Part):
    """A case: whom it is about (as called at the close), what was counted, of how many.

    `room`: ballots; `written`: opinions in writing, also where they do not count. `yes`: all that
    count; `rate`: their share of `base` as an exact fraction ("7/9"). `live`: not withdrawn.
    """

    number: int
    nomination: int
    person: str | None
    unit: str
    unit_code: str
    kind: str
    live: bool
    recused: int
    recused_present: int
    room: Votes
    written: Votes
    yes: int
    base: int
    rate: str
    passed: bool

    @property
    def name(self) -> str:
        """What the nominee is called."""
        return self.person or self.unit

    @property
    def share(self) -> Fraction:
        """The rate as a number."""
        return Fraction(self.rate)


class Opinion(Part):
    """An opinion in writing, which is not secret: who, and on each case yes, no or blank."""

    person: int
    name: str
    choices: dict[int, str]


class Result(Part):
    """All that a sitting decided.

    `sitting`, `movement`, `year`, `what` (collective, person), `council` (the unit's id), `round`,
    `of` (the sitting whose tie it decides), `settings` as they were frozen; `convened`, `opened`,
    `closed`: moments in UTC, `place`.
    The count table: `members`, `present`, ballots `handed` out and `returned`, of these `valid` and
    `invalid`, opinions `written`. `spoilt`: ballots or check codes that were changed after they
    were cast; `lost`: so many of those who have voted have no ballot: both are 0, or something is
    wrong. `cases`, by number; `elected`, `tied` for `left` places, `beaten`: numbers of cases, most
    yes first. `few`, `alike`: cases whose vote is hardly secret. `roll`, `opinions`, `checks`: the
    sorted check codes of the ballots that were counted. `reason`: where the chair decided a tie.
    """

    format: int = FORMAT
    sitting: int
    movement: str
    year: int
    what: Of
    council: int
    round: int
    of: int | None
    settings: Settings
    place: str | None
    convened: str
    opened: str | None
    closed: str
    members: int
    present: int
    handed: int
    returned: int
    valid: int
    invalid: int
    written: int
    spoilt: int
    lost: int
    cases: tuple[Case, ...]
    elected: tuple[int, ...]
    tied: tuple[int, ...] = ()
    left: int = 0
    beaten: tuple[int, ...] = ()
    few: tuple[int, ...] = ()
    alike: tuple[int, ...] = ()
    roll: tuple[Member, ...]
    opinions: tuple[Opinion, ...] = ()
    checks: tuple[str, ...] = ()
    reason: str | None = None

    def case(self, number: int) -> Case:
        """The case of a number."""
        return next(one for one in self.cases if one.number == number)

    def nominations(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The nominations of some cases."""
        return tuple(self.case(number).nomination for number in numbers)


def canonical(result: Result) -> str:
    """The bytes that the digest is of."""
    body = result.model_dump(mode="json")
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


State = Literal["none", "changed", "whole"]


def state(sitting: Sitting) -> State:
    """Whether there is a result, and it is the one that was fixed."""
    if sitting.result is None:
        return "none"
    return "whole" if digest(sitting.result) == sitting.digest and _parsed(sitting) else "changed"


def _parsed(sitting: Sitting) -> Result | None:
    try:
        return Result.model_validate_json(sitting.result or "")
    except ValidationError:
        return None


def read(sitting: Sitting) -> Result | None:
    """The result; None where there is none, or it was changed since."""
    return _parsed(sitting) if state(sitting) == "whole" else None


def elected(db: Db, movement: str, year: int, what: Of) -> set[int]:
    """The nominations that were elected in a year, by all sittings together, and still stand."""
    found = map(_parsed, sittings.closed(db, movement, year, what))
    ids = {nomination for one in found if one for nomination in one.nominations(one.elected)}
    return sitting_cases.standing(db, ids)
