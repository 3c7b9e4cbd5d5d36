"""Whole screens by a word, in a transcript that is about something else.

A transcript whose second line is `Short: questions, cards, menus` shows

    P002 < [asks LOAN_OUT]          for a question as it is always asked: heading, sentence, unit,
                                    example and buttons; what stands there besides follows
    P002 < [card HH_LOAN=45 …]      for a report's card: the values that its reader has not seen on
                                    the card before, shares, the question beneath, the buttons
    P002 | [menu]                   for buttons that are commands; [languages] for the languages
    P002 < [commands]               for the list of commands; [choose a language] in all of them

Only what is exactly as always is left out: anything else stays in sight. How the screens look, word
for word, is said once, in `screens/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any, cast

from handlers import seen
from handlers.commands import COMMANDS
from handlers.engine.turn import Choice, Reply
from handlers.wording import reports
from handlers.wording import values as worded
from locales.translator import Translator, languages, own_name, translator
from scoring.movement import Movement
from storage.answers import Answer

Rows = tuple[tuple[Choice, ...], ...]
KINDS = ("questions", "cards", "menus")


@dataclass
class Shortened:
    """What of a transcript is abbreviated, and which card everybody saw last."""

    movement: Movement
    kinds: frozenset[str] = frozenset()
    last: dict[str, tuple[str, dict[str, int | None]]] = field(default_factory=dict)

    def read(self, line: str) -> None:
        """The transcript's own line about it."""
        self.kinds = frozenset(line.removeprefix("Short: ").split(", "))
        assert self.kinds <= frozenset(KINDS), line

    def screen(self, who: str, reply: Reply) -> tuple[list[str], Rows]:
        """The lines and the rows of buttons, those that are as always under one word."""
        lines, rows = reply.text.split("\n"), reply.choices
        shown = seen.read(reply.shows)
        if shown and shown.step == "ask" and "questions" in self.kinds:
            lines, rows = _Screen(self.movement, lines, rows).question(shown.code or "")
        elif shown and shown.step in ("card", "review") and "cards" in self.kinds:
            head = next((line for line in lines[::-1] if line.startswith("<b>")), "")
            old_head, old = self.last.get(who, ("", {}))
            values = dict(_in_order(self.movement, shown.values))
            assert old_head != head or old.keys() <= values.keys(), "a value is gone from the card"
            news = {c: v for c, v in values.items() if c not in old or old[c] != v}
            self.last[who] = head, values
            if head != old_head:
                head, news = "", values
            lines, rows = _Screen(self.movement, lines, rows).card(values, news, head)
        if "menus" in self.kinds:
            lines = _listed(lines, "commands", _is_summary)
            lines = _listed(lines, "choose a language", _asks_language)
            rows = _menu(_menu(rows, "menu", _is_command), "languages", _is_language)
        return lines, rows


@dataclass
class _Screen:
    movement: Movement
    lines: list[str]
    rows: Rows

    @cached_property
    def t(self) -> Translator:
        """The reader's language: the one that a line of the screen is in."""
        texts = {translator(code): self._known(translator(code)) for code in languages()}
        return max(texts, key=lambda t: len(texts[t] & set(self.lines)))

    def _known(self, t: Translator) -> set[str]:
        asked = {str(t.movement(one.question)) for one in self.movement.indicators.values()}
        return asked | {str(_sure(t))}

    def question(self, code: str) -> tuple[list[str], Rows]:
        t, asked = self.t, self.movement.indicators[code]
        heading = re.compile(rf"<b>.*\d+/\d+.*\. {re.escape(t.movement(asked.name))}</b>")
        at = next((n for n, line in enumerate(self.lines) if heading.fullmatch(line)), None)
        usual = {str(t.movement(asked.question)), str(
            t("Unit: {unit}. For example: {value}", unit=t(worded.UNITS[asked.unit]),
              value=worded.example(t, asked)))}  # fmt: skip
        if at is None:
            return self.lines, self.rows
        below = [line for line in self.lines[at + 1 :] if line not in usual]
        return [*_joined(self.lines[:at]), f"[asks {code}]", *below], self._without(
            [("yes", "no"), ("skip", "back")]
        )

    def card(
        self, values: dict[str, int | None], news: dict[str, int | None], head: str
    ) -> tuple[list[str], Rows]:
        """`head`: the title that its reader knows already."""
        usual = set(self._values(values)) | set(self._shares(values)) | {str(_sure(self.t))}
        first = next((n for n, line in enumerate(self.lines) if line in usual), None)
        if first is None:
            return self.lines, self.rows
        above = self.lines[:first]
        if head in above:
            at = above.index(head)
            above = [*_joined(above[:at]), *above[at + 1 :]]
        below = [line for line in self.lines[first:] if line and line not in usual]
        said = " ".join(f"{code}={'?' if v is None else v}" for code, v in news.items())
        corrections = [f"correct {n}" for n in range(1, len(values) + 1)]
        triples = [tuple(corrections[n : n + 3]) for n in range(0, len(values), 3)]
        rows = self._without([("yes",), *triples, ("discard",)])
        return [*_joined(above), f"[card {said}]".replace(" ]", "]"), *below], rows

    def _values(self, values: dict[str, int | None]) -> Iterator[str]:
        """A value's line as the reporter sees it, and as the one who checks does."""
        t = self.t
        for n, (code, number) in enumerate(values.items(), 1):
            one = self.movement.indicators[code]
            for shown in (worded.full(t, one, Answer(number)),
                          f"<b>{worded.value(t, one, number)}</b>"):  # fmt: skip
                yield f"{n}. {t.movement(one.name)}: {shown}"

    def _shares(self, values: dict[str, int | None]) -> list[str]:
        answers = {code: Answer(number) for code, number in values.items()}
        sheet = cast(Any, SimpleNamespace(values=answers))
        return [str(line) for line in reports.shares(self.t, self.movement, sheet)]

    def _without(self, usual: list[tuple[str, ...]]) -> Rows:
        return tuple(row for row in self.rows if tuple(one.says for one in row) not in usual)


def _in_order(
    movement: Movement, values: Mapping[str, int | None]
) -> Iterator[tuple[str, int | None]]:
    for form in movement.forms.values():
        if values.keys() <= set(form.indicators):
            yield from ((code, values[code]) for code in form.indicators if code in values)


def _sure(t: Translator) -> str:
    return t("Nothing counts before it is confirmed. Is everything right?")


def _joined(above: list[str]) -> list[str]:
    """What stands above, without the empty line that parts it from the screen."""
    return above[:-1] if above and not above[-1] else above


def _listed(lines: list[str], name: str, belongs: Callable[[str], bool]) -> list[str]:
    """Lines that belong to a list as one; it has at least two."""
    mine = [line for line in lines if belongs(line)]
    if len(mine) < 2:
        return lines
    at = lines.index(mine[0])
    return [*lines[:at], f"[{name}]", *(line for line in lines[at:] if line not in mine)]


def _is_summary(line: str) -> bool:
    name = line[1:].partition(" - ")[0]
    command = COMMANDS.get(name)
    return command is not None and line in {
        f"/{name} - {translator(code)(command.summary)}" for code in languages()
    }


def _asks_language(line: str) -> bool:
    asked = "Please choose a language."
    return line.strip("\u2068\u2069") in {str(translator(code)(asked)) for code in languages()}


def _menu(rows: Rows, name: str, belongs: Callable[[Choice], bool]) -> Rows:
    """Rows that belong to a menu as one; it has at least two."""
    mine = [row for row in rows if len(row) == 1 and belongs(row[0])]
    if len(mine) < 2:
        return rows
    menu = (Choice(label=name, says=""),)
    at = rows.index(mine[0])
    return (*rows[:at], menu, *(row for row in rows[at:] if row not in mine))


def _is_language(choice: Choice) -> bool:
    return choice.label in map(own_name, languages())


def _is_command(choice: Choice) -> bool:
    command = COMMANDS.get(choice.says[1:])
    return command is not None and choice.label in {
        translator(code)(command.summary).unescape() for code in languages()
    }
