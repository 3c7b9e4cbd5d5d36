"""The language one is written to in: `/language`, at any moment."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Choice, Outcome, Turn, only, say
from locales.fold import fold
from locales.translator import languages, own_name, translator
from storage import people


def start(turn: Turn, wanted: str) -> Outcome:
    """`/language` offers the languages, `/language hi` takes one."""
    said = fold(wanted)
    code = next((c for c in languages() if said and said in (c, fold(own_name(c)))), None)
    if code is None:
        rows = [(Choice(label=own_name(c), says=f"/language {c}"),) for c in languages()]
        return only(say(turn.t("Please choose a language."), *rows))
    if turn.person is not None:
        people.speak(turn.db, turn.person.id, code)
    t = translator(code)
    return replace(
        only(say(t("From now on in {language}.", language=own_name(code)))), language=code
    )
