"""Exports a database and reads the files again, as somebody else's program would."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from season import MOVEMENT, YEAR, ZONE, Season
from sqlalchemy import Engine, insert, select, update

from scoring.live import Live
from services.cells import harmless
from services.export.kinds import Wanted
from services.export.whole import MANIFEST, export
from services.export.writers import Format, Written
from storage.answers import answers, cells
from storage.ballots import entries as ballots
from storage.disqualifications import marks
from storage.engine import transaction
from storage.publications import publications
from storage.then import former
from storage.units import units

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
Rows = list[dict[str, Any]]
HOSTILE = (
    "=cmd|' /C calc'!A0", "+84 912", "-1", "@SUM(A1)", "\t=1", "\rx", "＝1+1", "'=1", "''", " =1",
    '"quoted", and\nbroken\r\nlines;', "Tổ 🌾👩‍🌾", "قرية \u200fشمال", "\u2067دلتا\u2069", "'plain",
    "",
)  # fmt: skip


def played(engine: Engine) -> None:
    """A season of nine months, with marks, a publication and names that nobody would choose."""
    with transaction(engine) as db:
        season = Season(db, random.Random(27))
        season.begin(12)
        for n in range(270):
            season.day(date(YEAR, 2, 1) + timedelta(days=n))
        some = db.execute(select(cells)).first()
        assert some is not None
        db.execute(update(answers).values(note="=1", flagged=True, approximate=True))
        db.execute(update(cells).where(cells.c.code == some.code).values(note="\n-1", flagged=True))
        of = {"movement": MOVEMENT.code, "year": YEAR, "unit_id": 1, "at": NOW}
        step = {"ground": "DQ1", "step": "proposed", "said": "@x", "latest": True}
        db.execute(insert(marks), [of | step])
        judged = {"code": "F1", "value": 8, "said": "\u200f=1", "person_id": season.somebody}
        db.execute(insert(ballots), [of | judged])
        sent = {"key": "k", "year": YEAR, "as_of": NOW, "body": "{}"}
        db.execute(insert(publications), [sent | {"number": 2, "version": 3, "corrects": 1}])
        db.execute(insert(publications), [sent | {"key": "draft"}])
        db.execute(insert(former), [{"unit_id": 1, "until": NOW.date(), "name": "=x"}])
        for unit_id, name in enumerate(HOSTILE, 1):
            db.execute(update(units).where(units.c.id == unit_id).values(name=name))


@dataclass
class Exported:
    """A folder that was written."""

    folder: Path
    files: list[Written]

    def csv(self, name: str) -> Rows:
        """The rows of a table, with the apostrophes taken away that docs/export.md tells of."""
        raw = (self.folder / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\r\n")
        text = io.StringIO(raw.decode("utf-8-sig"), newline="")
        lines = csv.DictReader(text, strict=True)
        return [{key: as_it_was(cell) for key, cell in row.items()} for row in lines]

    def lines(self, name: str) -> Rows:
        """The same of the lines of JSON."""
        text = (self.folder / f"{name}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.split("\n")[:-1]]

    def json(self, name: str) -> Any:
        """A document."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    @property
    def manifest(self) -> Any:
        """What the export says of itself."""
        return self.json(MANIFEST)

    def digest(self, name: str) -> str:
        """The SHA-256 of a file as it lies there."""
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()


def exported(
    engine: Engine, folder: Path, format: Format = "csv", told: Any = None,
    live: Live = MOVEMENT, **wanted: Any,
) -> Exported:  # fmt: skip
    """Everything in a new folder."""
    folder.mkdir()
    asked = Wanted(live, ZONE, "0.1.0", **wanted)
    files = export(engine, folder, asked, format, NOW, told or (lambda _done, _of: None))
    return Exported(folder, files)


def as_it_was(cell: str) -> str:
    """A cell without the apostrophe, if what follows it would have needed one."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) != cell[1:] else cell
