"""The table of purposes: what files that people send are taken for (see `engine.arriving`)."""

from __future__ import annotations

from handlers.awards.office.pieces import PIECE
from handlers.engine.arriving import Purpose

PURPOSES: dict[str, Purpose] = {one.name: one for one in (PIECE,)}
