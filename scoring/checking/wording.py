"""What the shape of a row does not allow, in a sentence: wrong, found, right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from scoring.checking.fault import instead, nearest

_WANTED = {
    "int_type": "a whole number", "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number", "string_type": "a text in quotes",
    "bool_type": "true or false",
    "list_type": "a list in [ ]", "tuple_type": "a list in [ ]",
    "dict_type": "a table", "model_type": "a table", "model_attributes_type": "a table",
    "date_type": "a day as 2026-12-31", "date_from_datetime_parsing": "a day as 2026-12-31",
    "date_parsing": "a day as 2026-12-31",
    "is_instance_of": "a number", "decimal_parsing": "a number", "finite_number": "a number",
}  # fmt: skip

_LONGEST = 40
_BOUNDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda of: f"more than {of['gt']}",
    "greater_than_equal": lambda of: f"{of['ge']} or more",
    "less_than_equal": lambda of: f"{of['le']} or less",
    "too_long": lambda of: f"at most {of['max_length']}",
    "too_short": lambda of: f"at least {of['min_length']}",
    "literal_error": lambda of: f"one of {of['expected'].replace(' or ', ', ')}",
}


def sentence(error: ErrorDetails, known: Iterable[str]) -> str:
    """One error in words; `known`: the keys that are right beside it."""
    kind, found, of = error["type"], error["input"], error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"is no key of this table{instead(name, known)}"
    if kind == "string_too_short":
        return "is empty; a text is wanted"
    wanted = _BOUNDS[kind](of) if kind in _BOUNDS else _WANTED.get(kind)
    if wanted is None:
        return f"{error['msg'][:1].lower()}{error['msg'][1:]}; found {_shown(found)}"
    if kind == "literal_error" and isinstance(found, str):
        near = nearest(found, of["expected"].replace("'", "").replace(" or ", ", ").split(", "))
        wanted += f"; perhaps {near}" if near else ""
    return f"found {_shown(found)}; wanted is {wanted}"


def _shown(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return f"{len(value)} values" if not isinstance(value, dict) else "a table"
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def keys(model: type[BaseModel], way: Iterable[str | int]) -> tuple[str, ...]:
    """The keys that a table of the file may have, by the way to it."""
    for part in way:
        if isinstance(part, str):
            field = {f.alias or name: f for name, f in model.model_fields.items()}.get(part)
            inner = next(_models(field.annotation), None) if field else None
            if inner is None:
                return ()
            model = inner
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
