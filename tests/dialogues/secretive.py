"""A player whose people keep codes for themselves: `@CLOSING`, `@CHECK` are each one's own.

What comes back shows them under these words, a digest as `@DIGEST`, the list of codes as `@CHECKS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from player import Player

_CLOSING = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")
_CHECK = re.compile(r"<code>(\w{4}-\w{4})</code>")
_CHECKS = re.compile(r"<code>\w{4}-\w{4}( \w{4}-\w{4})*</code>")
_DIGEST = re.compile(r"<code>[0-9a-f]{64}</code>")


@dataclass
class Secretive(Player):
    """The stage of a sitting."""

    closing: dict[str, str] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)

    def write(self, who: str, text: str) -> list[str]:
        said = text.replace("@CLOSING", self.closing.get(who, ""))
        told = super().write(who, said.replace("@CHECK", self.checks.get(who, "")))
        listing, shown = False, []
        for line in told:
            reader, _, rest = line.partition(" < ")
            line, listing = self._shown(reader, rest, line, listing)
            shown.append(line)
        return shown

    def _shown(self, reader: str, rest: str, line: str, listing: bool) -> tuple[str, bool]:
        closing, check = _CLOSING.search(rest), _CHECK.fullmatch(rest)
        if closing:
            self.closing[reader] = closing[1]
            return line.replace(closing[1], "@CLOSING"), False
        if listing and _CHECKS.fullmatch(rest):
            return f"{reader} < <code>@CHECKS</code>", False
        if check:
            self.checks[reader] = check[1]
            return line.replace(check[1], "@CHECK"), False
        digest = _DIGEST.search(rest)
        if digest:
            return line.replace(digest[0], "<code>@DIGEST</code>"), True
        return line, listing
