"""The texts of one language: message ids are English sentences with `{fields}`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from babel import Locale
from markupsafe import Markup, escape

from locales import listing
from locales.catalogues.loaded import loaded
from locales.tables import languages, own_digits, with_own_digits

_FIELD = re.compile(r"\{(\w+)\}")
_CODE_OR_NUMBER = re.compile(r"&#?\w+;|/\w+|[A-Za-z][A-Za-z0-9_-]*|([0-9]+)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LTR = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0900-\u097f\u1e00-\u1eff]")
_RTL = re.compile(r"[\u0590-\u08ff]")


def N_(message: str) -> str:
    """Mark a text that is declared in a table and translated where it is shown."""
    return message


class Translator:
    """Speaks one language. A text it lacks is said in Vietnamese, never left blank."""

    def __init__(self, tag: str) -> None:
        """`tag` is one of `languages()`, or of `with_own_digits()`; LookupError otherwise."""
        language = tag.partition("-")[0]
        if tag not in (*languages(), *with_own_digits()):
            raise LookupError(f"no language {tag!r}")
        self.language = language
        self._own_digits = own_digits(language) if tag != language else None
        self.direction: Literal["ltr", "rtl"] = (
            "rtl" if Locale(language).text_direction == "rtl" else "ltr"
        )
        self._chain = tuple(
            loaded(code, "messages") for code in dict.fromkeys((language, languages()[0]))
        )
        self._movements = loaded(language, "movements")

    def __call__(self, message: str, /, **fields: object) -> Markup:
        """The message with its fields, which are escaped unless they are Markup already."""
        found = (catalogue.one(message) for catalogue in self._chain)
        return self._filled(next((text for text in found if text), message), message, fields)

    def many(self, one: str, other: str, n: int, /, **fields: object) -> Markup:
        """The form of a message that `n` asks for; `n` is a field as well."""
        found = (catalogue.many(one, n) for catalogue in self._chain)
        source = one if n == 1 else other
        text = next((text for text in found if text), source)
        return self._filled(text, source, {"n": n, **fields})

    def movement(self, text: str, /, **fields: object) -> Markup:
        """A text of a movement's file (Vietnamese, plain), in this language where it is known."""
        known = self._movements.one(text) or text
        return self._filled(str(escape(known)), str(escape(text)), fields)

    def _filled(self, text: str, source: str, fields: dict[str, object]) -> Markup:
        # A translation that asks for an unknown field must not stop a report; its source cannot.
        plain, names = _parts(text)
        if not fields.keys() >= names:
            plain, names = _parts(source)
        if not names:
            return Markup(self._digits(plain[0]))  # noqa: S704 (the catalogues are ours)
        # In turns: what stands between the fields, and the name of a field.
        filled = [
            self._isolated(self._field(str(escape(fields[part])))) if n % 2 else self._digits(part)
            for n, part in enumerate(plain)
        ]
        return Markup("".join(filled))  # noqa: S704 (every field is escaped)

    def _field(self, text: str) -> str:
        """A name or code in Latin letters keeps the digits that it is written with."""
        return text if _LATIN.search(text) else self._digits(text)

    def listing(self, items: Iterable[object]) -> Markup:
        """Items as they stand in a sentence: "a, b và c"; a `row` if one has a comma of its own."""
        shown = self._apart(items)
        if any(mark in item for item in shown for mark in ",،"):
            return self.row(items)
        return Markup(listing.listing(shown, self.language))  # noqa: S704 (escaped one by one)

    def row(self, items: Iterable[object], mark: str | None = None) -> Markup:
        """Items behind each other, each in its own direction; with semicolons, or another mark."""
        between = mark or listing.semicolon(self.language)
        start = "\u200f" if self.direction == "rtl" else ""
        return Markup(start + between.join(self._apart(items)))  # noqa: S704 (escaped one by one)

    def _apart(self, items: Iterable[object]) -> list[str]:
        return [self._isolated(self._field(str(escape(item)))) for item in items]

    def number(self, n: int) -> str:
        """A number of a line or a button, in the language's own digits if so wished."""
        return self._digits(str(n))

    def _digits(self, text: str) -> str:
        """With the language's own digits if so wished; commands and entities stay as they are."""
        own = self._own_digits
        if own is None:
            return text
        return _CODE_OR_NUMBER.sub(lambda m: m[0].translate(own) if m[1] else m[0], text)

    def _isolated(self, field: str) -> str:
        """Between FSI and PDI where the field's direction may differ from the sentence's."""
        foreign = _LTR if self.direction == "rtl" else _RTL
        return f"\u2068{field}\u2069" if foreign.search(field) else field


@cache
def _parts(text: str) -> tuple[list[str], set[str]]:
    """A text cut at its fields (every second part is a field's name), and the fields' names."""
    parts = _FIELD.split(text)
    return parts, set(parts[1::2])


@cache
def translator(language: str) -> Translator:
    """The translator of a language (see `Translator`)."""
    return Translator(language)


def guess(client: str | None) -> str:
    """The language for a client's code ("en-GB"): the first one if that is not spoken here."""
    code = (client or "").replace("_", "-").split("-")[0].lower()
    return code if code in languages() else languages()[0]


@cache
def own_name(tag: str) -> str:
    """A language's name in itself: "Tiếng Việt"; with its digits where they are wished for."""
    code, _, digits = tag.partition("-")
    name = Locale(code).get_display_name(code) or code
    named = name[:1].upper() + name[1:]
    return f"{named} {'123'.translate(own_digits(code))}" if digits else named


__all__ = ["N_", "Translator", "guess", "languages", "own_name", "translator", "with_own_digits"]
