"""What may be wrong with a catalogue: gaps, fields that differ, tags, another language's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

_FIELD = re.compile(r"\{(\w*)\}")
_TAG = re.compile(r"<(?!/?(?:b|i|code)>)")
_VIETNAMESE = re.compile("[ăđơưẠ-ỹ]", re.IGNORECASE)
_NO_WORD = re.compile(r"\{\w*\}|/\w+|</?\w+>")
_WORD = re.compile(r"[A-Za-z]{3}")
_SOURCES = ("en", "vi")
"""In these languages message ids are written: there a text may be what it is in the source."""

_NAMES = re.compile("Dân vận khéo|Tây Ninh|Tiếng Việt|Thi Đua|đ$", re.IGNORECASE)
"""Vietnamese that stands in other languages as it is: names."""


def problems(catalogue: Catalog, template: Catalog, language: str) -> Iterator[str]:
    """One line for each problem of a language's catalogue."""
    for message in template:
        if not message.id:
            continue
        found = catalogue.get(message.id)
        if found is None or not _filled(found):
            yield f"{language}: not translated: {_shown(message)}"
        elif found.fuzzy:
            yield f"{language}: fuzzy: {_shown(message)}"
        else:
            yield from (f"{language}: {why}: {_shown(message)}" for why in _wrong(found, language))
    for message in catalogue:
        if message.id and template.get(message.id) is None:
            yield f"{language}: not used any more: {_shown(message)}"


def _wrong(message: Message, language: str) -> Iterator[str]:
    ids, strings = _forms(message.id), _forms(message.string)
    wanted = set(_FIELD.findall(ids[-1]))
    for text in strings:
        missing = wanted ^ set(_FIELD.findall(text))
        # The forms for one and two may say the number in words.
        if missing - ({"n"} if len(ids) > 1 else set()):
            yield f"fields differ ({', '.join(sorted(missing))})"
        if _TAG.search(text):
            yield "tags other than b, i, code"
        if text in ids and language not in _SOURCES and _WORD.search(_NO_WORD.sub("", text)):
            yield "its source's words"
        if language != "vi" and _VIETNAMESE.search(_NAMES.sub("", text)):
            yield "Vietnamese left in it"


def _filled(message: Message) -> bool:
    return all(text.strip() for text in _forms(message.string))


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _shown(message: Message) -> str:
    return repr(_forms(message.id)[0])
