"""The parts of a content: sources, rows of the annex, figures, nominees, what is missing.

Numbers are exact: fractions are texts such as "97/4". Texts of a movement stay Vietnamese, the
language of its file; whoever words a paper translates them.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pydantic import BaseModel, ConfigDict

from scoring.award_rows import Of


class Part(BaseModel):
    """A part of a content; nothing in it changes any more."""

    model_config = ConfigDict(frozen=True)


class Source(Part):
    """Where a figure comes from: so many reports, the first and the last by number and period, who
    sent them (a name where it is one), who verified them, and when that was done last.
    """

    reports: int = 0
    first: int | None = None
    last: int | None = None
    since: str | None = None
    until: str | None = None
    senders: int = 0
    sent_by: str | None = None
    verified: int = 0
    verified_by: tuple[str, ...] = ()
    at: str | None = None
    imported: int = 0
    imported_at: str | None = None


class Row(Part):
    """A row of the annex of figures; footnotes are its number `n`.

    `code` and `name`: of the measure, or of the list whose points these are. `unit`: what the value
    is given in; `top` over `bottom` is what it was worked out of; `known` of `due` periods.
    `grade`: the name of the band, of a grade.
    """

    n: int
    code: str
    name: str
    whose: str
    whose_code: str
    period: str
    value: str | None
    unit: str
    change: bool = False
    top: int = 0
    bottom: int = 0
    known: int = 0
    due: int = 0
    note: str | None = None
    grade: str | None = None
    basis: str = "provisional"
    source: Source = Source()

    @property
    def exact(self) -> Fraction | None:
        """The value as a number."""
        return None if self.value is None else Fraction(self.value)


class Figure(Part):
    """A figure of a card: the rows of this year and of the last one, what it earned.

    `appraised`: the points that the appraiser sees, where they differ; with the reason and who.
    """

    item: str
    family: str
    row: int
    before: int
    weight: str
    points: str
    appraised: str | None = None
    reason: str | None = None
    by: str | None = None


class Size(Part):
    """An amount that says how large a unit is: the rows of this year and of the last one."""

    row: int
    before: int


class Honour(Part):
    """An honour before; the newest first."""

    form: str
    sort: str
    number: str
    day: date
    body: str


class Place(Part):
    """Points and place in a list; `row`: of the annex; `appraised`: the total as appraised."""

    list: str
    row: int
    points: str
    place: int | None
    among: int
    appraised: str | None = None
    basis: str


class Proposed(Part):
    """A nominee. `unit`: the collective itself, or the person's; `office`: who proposes it.

    `head`: who leads a collective. `barred`: grounds; `held`: reasons for which it is not
    considered now. `chosen` goes to the vote, with `reason` where the order says otherwise;
    `off`: why it is not on the shortlist.
    """

    id: int
    what: Of
    name: str
    code: str
    kind: str
    unit: str
    unit_code: str
    office: str
    office_code: str
    ground: str
    elsewhere: bool | None
    gender: str | None = None
    born: int | None = None
    post: str | None = None
    leads: bool | None = None
    members: int | None = None
    women: int | None = None
    head: str | None = None
    place: Place | None = None
    figures: tuple[Figure, ...] = ()
    sizes: tuple[Size, ...] = ()
    honours: tuple[Honour, ...] = ()
    barred: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    chosen: bool | None = None
    off: str | None = None
    reason: str | None = None


class Covered(Part):
    """How complete the reports of a level's list are: units (`among`), those with reports, reports
    in, due and checked; each is a row of the annex.
    """

    level: str
    list: str
    among: int
    telling: int
    reports: int
    due: int
    accepted: int
    row: int


class Owed(Part):
    """Something that is missing: `what`, how many, of whom, who owes it."""

    what: str
    n: int = 0
    names: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    piece: str | None = None
    limit: int = 0


class Submitted(Part):
    """An office's dossier that is with the Council: its receipt, when it came."""

    office: str
    office_code: str
    number: int | None
    at: str | None
