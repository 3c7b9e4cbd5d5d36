"""The content of papers: facts without wording, frozen as canonical JSON under a SHA-256."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Literal

from scoring.award_rows import LegalBasis, Money, Nominee, Of, Salary
from services.papers.parts import Covered, Figure, Owed, Part, Proposed, Row, Size, Submitted
from services.papers.places import Places
from services.papers.votes import Sitting

FORMAT = 1
Kind = Literal["dossier", "proposal"]
DOSSIER: Kind = "dossier"
PROPOSAL: Kind = "proposal"


class Terms(Part):
    """What the award is: see `scoring.award_rows.Award`."""

    name: str
    form: str
    to: str
    least_points: str
    collectives: int
    individuals: int
    objection_days: int


class Content(Part):
    """All of it. `movement`: code and name; `rules`: digest of its file; `zone`: of all moments.

    `unit`: whose papers they are, `within` the unit above, `area` the widest one.
    """

    format: int = FORMAT
    kind: Kind
    movement: str
    movement_name: str
    rules: str
    year: int
    zone: str
    unit: str
    unit_code: str
    within: str
    area: str
    signer: str | None = None
    post: str | None = None
    symbol: str | None = None
    number: int | None = None
    terms: Terms
    families: dict[str, str]
    kinds: dict[str, Nominee]
    pieces: dict[str, str]
    nominees: tuple[Proposed, ...]
    rows: tuple[Row, ...]
    headline: tuple[Figure, ...]
    sizes: tuple[Size, ...]
    covered: tuple[Covered, ...]
    places: Places
    sittings: tuple[Sitting, ...] = ()
    dossiers: tuple[Submitted, ...] = ()
    owed: tuple[Owed, ...] = ()
    money: Money
    salaries: tuple[Salary, ...]
    bases: tuple[LegalBasis, ...]

    def row(self, number: int) -> Row:
        """The row of the annex with this number."""
        return self.rows[number - 1]

    def of(self, what: Of) -> tuple[Proposed, ...]:
        """Collectives, or persons."""
        return tuple(one for one in self.nominees if one.what == what)


def canonical(content: Content) -> str:
    """The same content as the same text: keys in order, no spaces."""
    body = content.model_dump(mode="json")
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(body: str) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(body.encode()).hexdigest()
