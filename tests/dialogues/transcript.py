"""Transcripts: the lines that people say are played, what comes back is written between them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from shortened import Shortened

from storage.messages import Reply

if TYPE_CHECKING:
    from player import Player


def written(who: str, reply: Reply, short: Shortened) -> list[str]:
    """A message as the transcript shows it."""
    text, rows = short.screen(who, reply)
    lines = [f"{who} < {line}".rstrip() for line in text]
    for row in rows:
        lines.append(f"{who} | " + " ".join(f"[{choice.label}]" for choice in row))
    if reply.ask_phone:
        lines.append(f"{who} | ({reply.ask_phone})")
    return lines


_SAID = re.compile(r"(\S+) > (.*)")


def perform(player: Player, transcript: str) -> str:
    """Play the lines that people say; the whole transcript as it came out."""
    out: list[str] = []
    for line in transcript.splitlines():
        said = _SAID.fullmatch(line)
        if re.match(r"\S+ [<|]", line):
            continue
        out.append(line)
        if said:
            out += player.write(said[1], said[2])
        elif line.startswith("clock "):
            player.now = datetime.fromisoformat(line[6:]).replace(tzinfo=player.site.zone)
        elif line.startswith("joined "):
            for who in line.split()[1:]:
                player.join(*who.split(":"))
        elif line.startswith("figures "):
            player.figures(*line.split()[1:])
        elif line.startswith("Short: "):
            player.short.read(line)
        elif line.startswith("january"):
            player.january(*line.split()[1:])
        elif line == "tick":
            out += player.tick()
    return "\n".join(out) + "\n"
