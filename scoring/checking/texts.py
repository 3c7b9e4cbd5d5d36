"""Codes that can be typed and names that find room."""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Chat, Fault, blemish

_CODED = ("level", "list", "register", "form", "indicator", "derived", "card",
          "disqualification", "nominee", "piece")  # fmt: skip
_NAMED = ("level", "list", "form", "indicator", "derived", "band", "disqualification", "nominee",
          "piece")  # fmt: skip
_LONGEST_NAME, _LONGEST_SHORT = 60, 20
"""Of a button and of a line of a card on a small phone."""
_TYPED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TAKEN = frozenset({"value", "last", "office", "abs", "change"})


def codes(known: Catalogue) -> Iterator[Fault]:
    """Each once in its table, and such that it can be typed."""
    yield from _code(("code",), known.file.code)
    for family in known.file.families:
        yield from _code(("families", family), family)
    for table in _CODED:
        yield from _codes((at, row.code, getattr(row, "level", "")) if table == "register"
                          else (at, row.code, "") for at, row in known.rows(table))  # fmt: skip
    yield from _codes((at, band.grade, "") for at, band in known.rows("band"))
    for at, card in known.rows("card"):
        items = enumerate(card.item)
        yield from _codes(((*at, "item", number), item.code, "") for number, item in items)
    yield from _in_rules(known)


def _codes(rows: Iterator[tuple[At, str, str]]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for at, code, within in rows:
        yield from _code((*at, "code"), code)
        if (code, within) in seen:
            yield Fault((*at, "code"), f"{code} is there twice; a code means one thing")
        seen.add((code, within))


def _code(at: At, code: str) -> Iterator[Fault]:
    if not _TYPED.fullmatch(code):
        yield Fault(at, f"{code!r} cannot be typed: only A to Z, a to z, 0 to 9, and . _ - inside")
    elif code not in (code.upper(), code.lower()):
        right = f"{code.lower()} or {code.upper()}"
        yield blemish(at, f"{code} mixes capital and small letters; {right}")


def _in_rules(known: Catalogue) -> Iterator[Fault]:
    """What rules name has to be a name there, and no other one."""
    rows = chain(known.rows("indicator"), known.rows("register"))
    for at, row in rows:
        name = row.code if at[0] == "indicator" else f"register_{row.code}"
        if _TYPED.fullmatch(row.code) and (not name.isidentifier() or keyword.iskeyword(name)):
            yield Fault((*at, "code"), f"{row.code} is no name for a rule: letters, digits and _")
        begins = row.code.startswith(("last_", "register_", "share_of_"))
        if at[0] == "indicator" and (begins or row.code in _TAKEN):
            yield Fault(
                (*at, "code"), f"{row.code} means something else in rules; another is needed"
            )


def names(known: Catalogue) -> Iterator[Fault]:
    """Names that are too long for a button or a line, families that nothing is in."""
    for table in _NAMED:
        for at, row in known.rows(table):
            yield from _short((*at, "name"), row.name, _LONGEST_NAME)
            yield from _short((*at, "short"), getattr(row, "short", None) or "", _LONGEST_SHORT)
    used = known.used("family", "indicator.family", "card.item.family")
    for code, name in known.file.families.items():
        yield from _short(("families", code), name, _LONGEST_NAME)
        if code not in used:
            yield blemish(("families", code), "no indicator and no item is of this family")


def _short(at: At, text: str, most: int) -> Iterator[Fault]:
    if len(text) > most:
        yield blemish(at, f"{len(text)} characters find no room; {most} at most")


def said(known: Catalogue, chat: Chat) -> Iterator[Fault]:
    """What would be misunderstood in the chat."""
    for at, form in known.rows("form"):
        if form.code in chat.commands:
            yield blemish((*at, "code"), f"{form.code} is a word of the chat; another is needed")
    told: set[At] = set()
    for _, form in known.rows("form"):
        owners: dict[str, set[str]] = defaultdict(set)
        for code in form.indicators:
            for at, name in _called(known, code):
                others = owners[chat.fold(name)] - {code}
                if others and at not in told:
                    told.add(at)
                    yield blemish(
                        at, f"{name} also means {', '.join(sorted(others))} in {form.code}"
                    )
                owners[chat.fold(name)].add(code)


def _called(known: Catalogue, code: str) -> Iterator[tuple[At, str]]:
    if code in known.indicators:
        number, row = known.indicators[code]
        at = ("indicator", number)
        yield (*at, "name"), row.name
        if row.short:
            yield (*at, "short"), row.short
        yield from (((*at, "also", n), name) for n, name in enumerate(row.also))
