"""An export: every file in one snapshot, then the manifest that says what it is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from scoring.movement import Movement
from services.export import awarded, history, judged, reported, roster
from services.export.dhis2 import metadata, payload
from services.export.kinds import Kind, Wanted
from services.export.writers import WRITERS, File, Format, Writer, Written, plain
from storage.engine import Db
from storage.paging import Source, snapshot
from storage.schema import revision

MANIFEST = "export.json"
"""Written last: a folder without it is no export."""
Told = Callable[[int, int], None]


class UnequalError(Exception):
    """A file has not as many rows as the database: a fault of ours, and no export."""


@dataclass
class Count:
    """How many of the rows there are have been written."""

    told: Told
    of: int
    done: int = 0

    def add(self, rows: int) -> None:
        """Some more."""
        self.done += rows
        self.told(self.done, self.of)


def kinds(wanted: Wanted) -> list[Kind]:
    """Every file of rows."""
    return [
        kind for part in (roster, reported, history, judged, awarded) for kind in part.kinds(wanted)
    ]


def export(
    engine: Engine, folder: Path, wanted: Wanted, format: Format, now: datetime, told: Told
) -> list[Written]:
    """Write everything into a folder that is there and empty; what was written, file by file."""
    writer = WRITERS[format](wanted.zone)
    with snapshot(engine) as db:
        files = list(_files(db, folder, wanted, writer, told))
        about = _about(db, wanted, format, now)
    with File(folder, MANIFEST) as file:
        whole = {**about, "files": [one.told() for one in files]}
        file.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return files


def _files(
    db: Db, folder: Path, wanted: Wanted, writer: Writer, told: Told
) -> Iterator[Written]:  # fmt: skip
    every = kinds(wanted)
    values = payload.parts(wanted)
    counted = {id(one): one.count(db) for one in (*(k.source for k in every), *values.sources)}
    count = Count(told, sum(counted.values()))

    def pages(source: Source) -> Iterator[Any]:
        seen = 0
        for page in source.pages(db):
            yield page
            seen += len(page)
            count.add(len(page))
        if seen != counted[id(source)]:
            raise UnequalError(f"{source.table.name}: {counted[id(source)]} rows, {seen} read")

    for kind in every:
        with File(folder, kind.name + writer.ending) as file:
            _rows(file, kind, writer, pages)
        yield file.written()
    with File(folder, payload.FILE) as file:
        payload.write(file, values, pages)
    yield file.written()
    with File(folder, metadata.FILE) as file:
        metadata.write(file, db, wanted)
    yield file.written()


def _rows(
    file: File, kind: Kind, writer: Writer, pages: Callable[[Source], Iterator[Any]]
) -> None:  # fmt: skip
    file.write(writer.head(kind.columns))
    for page in pages(kind.source):
        rows = list(kind.rows(page))
        file.write(writer.rows(kind.columns, rows), len(rows))


def _about(db: Db, wanted: Wanted, format: Format, now: datetime) -> dict[str, Any]:
    return {
        "program": "thidua",
        "version": wanted.program,
        "schema": revision(db),
        "at": plain(now, wanted.zone),
        "timezone": str(wanted.zone),
        "year": wanted.year,
        "format": format,
        "phones": wanted.phones,
        "movements": [_movement(one) for one in wanted.live.all],
    }


def _movement(one: Movement) -> dict[str, Any]:
    years = {str(year): version.digest for year, version in sorted(one.years.items())}
    return {"code": one.code, "name": one.name, "sha256": one.digest, "years": years}
