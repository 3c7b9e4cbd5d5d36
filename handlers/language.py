"""The language one is written to in: `/language`, at any moment."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.turn import Choice, Outcome, Turn, only, say
from locales.fold import fold
from locales.reading import words
from locales.translator import languages, own_name, translator, with_own_digits
from storage import people


def start(turn: Turn, wanted: str) -> Outcome:
    """`/language` offers the languages, `/language hi` takes one."""
    said = fold(wanted)
    tags = (*languages(), *with_own_digits())
    code = next((c for c in tags if said and said in (fold(c), fold(own_name(c)))), None)
    code = code or words.language_named(wanted)
    if code is None:
        rows = [(_choice(c),) for c in languages()]
        return only(say(turn.t("Please choose a language."), *rows))
    if turn.person is not None:
        people.speak(turn.db, turn.person.id, code)
    t = translator(code)
    others = [tag for tag in tags if tag != code and tag[:2] == code[:2]]
    said_so = say(
        t("From now on in {language}.", language=own_name(code)), tuple(map(_choice, others))
    )
    return replace(only(said_so), language=code)


def _choice(tag: str) -> Choice:
    return Choice(label=own_name(tag), says=f"/language {tag}")
