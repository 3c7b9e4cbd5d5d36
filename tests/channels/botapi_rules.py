"""What the Bot API takes: every outgoing call is held against `botapi.json` and its limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from botapi_html import parsed

SCHEMA: dict[str, Any] = json.loads(
    Path(__file__).with_name("botapi.json").read_text(encoding="utf-8")
)
ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "pay", "copy_text",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game",
    "disabled",
}  # fmt: skip
PLAIN: dict[str, Callable[[object], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
}
LIMITS: dict[str, Callable[[Any], bool]] = {
    "InlineKeyboardButton.callback_data": lambda data: 1 <= len(data.encode()) <= 64,
    "InlineKeyboardButton.text": bool,
    "KeyboardButton.text": bool,
    "BotCommand.command": lambda name: bool(re.fullmatch("[a-z0-9_]{1,32}", name)),
    "BotCommand.description": lambda text: 1 <= len(text) <= 256,
    "setMyCommands.commands": lambda rows: len(rows) <= 100,
    "setMyCommands.language_code": lambda code: bool(re.fullmatch("([a-z]{2})?", code)),
    "setWebhook.secret_token": lambda word: bool(re.fullmatch("[A-Za-z0-9_-]{1,256}", word)),
    "answerCallbackQuery.text": lambda text: len(text) <= 200,
    "getUpdates.limit": lambda n: 1 <= n <= 100,
    "getUpdates.timeout": lambda n: n >= 0,
}


def problems(method: str, sent: dict[str, Any], files: Collection[str] = ()) -> list[str]:
    """What is wrong with a call, nothing if it is right.

    `sent` holds the parameters as they came over the wire (in a form all are strings); `files`
    names the parts that are uploads.
    """
    known = SCHEMA["methods"].get(method)
    if known is None:
        return [f"{method}: no such method"]
    given, wrong = dict.fromkeys(files, "attach://file"), []
    for field in known["fields"]:
        name = field["name"]
        try:
            if name in sent:
                given[name] = _decoded(sent[name], field["types"])
        except ValueError:
            wrong.append(f"{method}.{name}: {sent[name]!r} is none of {field['types']}")
            given[name] = None
    unknown = {name: value for name, value in sent.items() if name not in given}
    found = [*_object(method, known["fields"], {**given, **unknown}), *_text(method, given)]
    return wrong + [one for one in found if not any(one.startswith(w.split(":")[0]) for w in wrong)]


def native(method: str, sent: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a right call as values instead of a form's strings."""
    types = {field["name"]: field["types"] for field in SCHEMA["methods"][method]["fields"]}
    return {name: _decoded(value, types[name]) for name, value in sent.items()}


def _decoded(value: object, types: list[str]) -> Any:
    if not isinstance(value, str) or types == ["String"]:
        return value
    if "String" in types or "InputFile" in types:
        whole = "Integer" in types and re.fullmatch(r"-?\d+", value)
        return int(value) if whole else value
    return json.loads(value)


def _object(name: str, fields: list[dict[str, Any]], value: dict[str, Any]) -> Iterator[str]:
    types = {field["name"]: field["types"] for field in fields}
    for field in fields:
        if field["required"] and field["name"] not in value:
            yield f"{name}.{field['name']}: is required"
    for key, one in value.items():
        place = f"{name}.{key}"
        if key not in types:
            yield f"{place}: no such field"
            continue
        found = list(_any(place, types[key], one))
        yield from found
        if not found and place in LIMITS and not LIMITS[place](one):
            yield f"{place}: {one!r} is beyond its limit"
    if name == "InlineKeyboardButton" and len(ACTIONS & value.keys()) != 1:
        yield f"{name}: has to do one thing, not {sorted(ACTIONS & value.keys())}"


def _any(place: str, types: list[str], value: object) -> list[str]:
    """Nothing if the value fits one of the types, else what is wrong for the nearest."""
    tries = [list(_one(place, kind, value)) for kind in types]
    return min(tries, key=len)


def _one(place: str, kind: str, value: object) -> Iterator[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            yield f"{place}: {value!r} is no list"
            return
        for one in value:
            yield from _one(place, kind.removeprefix("Array of "), one)
    elif kind in PLAIN:
        if not PLAIN[kind](value):
            yield f"{place}: {value!r} is no {kind}"
    elif kind == "InputFile":
        if not (isinstance(value, str) and value.startswith("attach://")):
            yield f"{place}: {value!r} is no upload"
    elif not isinstance(value, dict):
        yield f"{place}: {value!r} is no {kind}"
    else:
        yield from _typed(place, kind, value)


def _typed(place: str, kind: str, value: dict[str, Any]) -> Iterator[str]:
    known = SCHEMA["types"].get(kind)
    if known is None:
        yield f"{place}: {kind} is beyond what a chat bot needs"
    elif known.get("subtypes"):
        yield from _any(place, known["subtypes"], value)
    else:
        yield from _object(kind, known["fields"], value)


def _text(method: str, given: dict[str, Any]) -> Iterator[str]:
    for name, least, most in (("text", 1, 4096), ("caption", 0, 1024)):
        text = given.get(name)
        if not isinstance(text, str) or method == "answerCallbackQuery":
            continue
        try:
            read = parsed(text) if given.get("parse_mode") == "HTML" else text
        except ValueError as error:
            yield f"{method}.{name}: {error}"
            continue
        if not least <= len(read.strip().encode("utf-16-le")) // 2 <= most:
            yield f"{method}.{name}: not {least}-{most} long"
