"""Guards: a slip in any key of a movement's file, and a value of the wrong kind, is one line."""

from __future__ import annotations

import re

import pytest
from faults import TEXT

from bot.commands.movement import CHAT
from scoring.checking.fault import Named
from scoring.checking.file import check

KEY = re.compile(r"(?:^|[{,] )(\w+) = (?=([^\n]))", re.MULTILINE)


def _keys() -> list[re.Match[str]]:
    """The first of each key in each kind of table; families have the keys that people give them."""
    found: dict[tuple[str, str], re.Match[str]] = {}
    for match in KEY.finditer(TEXT):
        table = TEXT.rfind("\n[", 0, match.start())
        head = TEXT[table + 1 : TEXT.index("\n", table + 1)] if table >= 0 else ""
        inner = match[0][0] in "{,"
        if head != "[families]" and not (inner and re.match(r"[\w.]+ = \w", match[0])):
            found.setdefault((f"{head}{inner}", match[1]), match)
    return list(found.values())


KEYS = _keys()


def _called(match: re.Match[str]) -> str:
    return f"{TEXT[: match.start(1)].count(chr(10)) + 1}-{match[1]}"


def _checked(text: str) -> tuple[Named, ...]:
    return check(text.encode(), CHAT).faults


@pytest.mark.parametrize("match", KEYS, ids=_called)
def test_a_slip_in_a_key_is_named_where_it_is(match: re.Match[str]) -> None:
    key = match[1]
    slip = f"{key[:-2]}{key[-1]}{key[-2]}" if key[-1] != key[-2] else key[:-1]
    line = TEXT[: match.start(1)].count("\n") + 1
    found = _checked(f"{TEXT[: match.start(1)]}{slip}{TEXT[match.end(1) :]}")
    named = [one for one in found if f"perhaps {key}" in one.says]
    assert [(one.line, one.stops) for one in named] == [(line, True)], found
    assert len(found) == 1, [str(one) for one in found]


@pytest.mark.parametrize("match", KEYS, ids=_called)
def test_a_value_of_the_wrong_kind_is_named_where_it_is(match: re.Match[str]) -> None:
    given, line = match[2], TEXT[: match.start(1)].count("\n") + 1
    wrong = "[[[3]]]" if given not in "[{" else "7"
    at = match.end()
    rest = re.compile(r'"[^"]*"|[\w.-]+').match(TEXT, at)
    end = rest.end() if rest else _closed(at)
    found = _checked(f"{TEXT[:at]}{wrong}{TEXT[end:]}")
    assert found
    assert all(one.stops for one in found if one.line == line)
    assert any(one.line == line and "wanted" in one.says for one in found), found


def _closed(at: int) -> int:
    """The end of the list or table that begins there."""
    depth = 0
    for end in range(at, len(TEXT)):
        depth += (TEXT[end] in "[{") - (TEXT[end] in "]}")
        if depth == 0:
            return end + 1
    raise AssertionError(at)
