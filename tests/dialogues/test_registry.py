"""Every question of the movement can be asked, answered, confirmed and accepted in the chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from player import Player
from sqlalchemy import select

from locales.translator import languages, translator
from scoring.forms import Form
from scoring.loading import builtin
from scoring.periods import containing
from storage.answers import cells
from storage.engine import reading
from storage.reports import reports

MOVEMENT = builtin()
WHO = {
    "group": ("9900001", "P002", "P001"),
    "commune": ("25459", "P001", "P045"),
    "office": ("HS", "P045", None),
}
"""By level: a unit, who reports for it, and who checks that, if anybody does."""


def answer_everything(
    player: Player, who: str, form: Form, language: str, told: list[str]
) -> list[str]:
    """Answer question after question with its own example; the codes in the order asked.

    What comes back is added to `told`.
    """
    t = translator(language)
    asked: list[str] = []
    while True:
        text = player.shown[who][1].text
        questions = {c: str(t.movement(MOVEMENT.indicators[c].question)) for c in form.indicators}
        code = next((c for c, question in questions.items() if question in text), None)
        if code is None or code in asked:
            return asked
        asked.append(code)
        indicator = MOVEMENT.indicators[code]
        said = "yes" if indicator.kind.of == "truth" else f"={indicator.example}"
        told += [f"{who} > {said}", *player.write(who, said)]


@pytest.mark.parametrize("form", MOVEMENT.forms.values(), ids=lambda form: form.code)
def test_every_question_is_asked_and_taken(player: Player, form: Form) -> None:
    """In the other languages `test_screens.py` asks them all."""
    language = languages()[0]
    player.site = replace(player.site, live=MOVEMENT)
    unit, who, verifier = WHO[form.level]
    player.join(who, language)
    if verifier:
        player.join(verifier, language)
    period = containing(form.frequency, player.now.date())
    due = form.due(period)
    player.now = player.now.replace(year=due.year, month=due.month, day=due.day, hour=9)
    player.write(who, f"/report {unit} {form.code} {period.code}")
    asked = answer_everything(player, who, form, language, [])
    player.write(who, "yes")
    with reading(player.engine) as db:
        status = db.execute(select(reports.c.status)).scalar_one()
        kept = set(db.execute(select(cells.c.code)).scalars())
    assert status == ("confirmed" if verifier else "accepted")
    assert asked == [code for code in form.indicators if code in kept]
    unasked = [MOVEMENT.indicators[code] for code in form.indicators if code not in kept]
    assert all(indicator.skip is not None for indicator in unasked)
    if verifier is None:
        return
    player.write(verifier, "/review")
    player.write(verifier, "accept")
    with reading(player.engine) as db:
        assert db.execute(select(reports.c.status)).scalar_one() == "accepted"
