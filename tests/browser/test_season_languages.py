"""Guards: in each language, on a small screen, the core of the season can be played to its end,
and what is read there is what is stored.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage
from windows import Screen, tongue

from bot.demo import phones
from handlers.wording import values as worded
from locales import formats
from locales.rounding import half_up
from locales.translator import Translator, translator
from scoring.loading import builtin
from storage import access, answers, people, reports, standings, units
from storage.asked import Asked
from storage.engine import Db, reading, transaction
from storage.outbox import Address
from storage.reports import Report

pytestmark = pytest.mark.xdist_group("browser")
LINE = "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 231tr có"
"""Words of every language are understood in every chat."""
GROUP, COMMUNE, FORM = "9900001", "25459", "head-month"
LOCALES = {"vi": "vi-VN", "en": "en-GB", "hi": "hi-IN", "ar": "ar-EG"}


@pytest.fixture
def screen() -> Screen:
    return Screen(390, 844, small=True)


@pytest.mark.parametrize("language", LOCALES)
def test_what_is_read_is_what_is_stored(page: Page, stage: Stage, language: str) -> None:
    t = translator(language)
    _join(stage, "P001", "P002", language=language)
    with tongue(page) as speaks:
        speaks(LOCALES[language])
        page.goto(stage.url)
        expect(page.locator("html")).to_have_attribute("lang", language)
    head, officer = Hands(page, "P002"), Hands(page, "P001")
    head.front().say(LINE)
    _confirms(head, stage, t)
    _returns(officer.front(), t)
    _corrects(head.front(), stage, t)
    officer.front().say("/review")
    officer.tap(t("Accept"))
    officer.hear(t("Everything is checked. Thank you."))
    assert _stored(stage).status == "accepted"
    _looks(head.front(), stage, t)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def _join(stage: Stage, *codes: str, language: str) -> None:
    """As if they had joined before: how that goes is played elsewhere."""
    with transaction(stage.engine) as db:
        for code in codes:
            person = phones.person_id(db, code) or 0
            to = Address(phones.CHANNEL, phones.BOT, code)
            access.give(db, person, to, code, stage.clock())
            people.speak(db, person, language)
            people.consent(db, person, stage.clock())


def _confirms(head: Hands, stage: Stage, t: Translator) -> None:
    expect(head.button(t("Confirm"))).to_be_visible()
    head.read(_card(stage, t))
    head.tap(t("Confirm"))
    head.hear(t("Thank you."))
    assert _stored(stage).status == "confirmed"


def _returns(officer: Hands, t: Translator) -> None:
    officer.say("/review")
    officer.tap(t("Return"))
    officer.tap(t.movement(builtin().indicators["LOAN_OUT"].name))
    officer.tap(t("A figure is missing"))
    officer.hear(t("Everything is checked. Thank you."))


def _corrects(head: Hands, stage: Stage, t: Translator) -> None:
    head.hear(t("Reason: {reason}", reason=t("A figure is missing")))
    head.tap(t("Correct it now"))
    head.hear("2/9")
    head.say("2290tr")
    _confirms(head, stage, t)
    with reading(stage.engine) as db:
        assert answers.counted(db, _report(db).id)["LOAN_OUT"].value == 2_290_000_000


def _looks(head: Hands, stage: Stage, t: Translator) -> None:
    with reading(stage.engine) as db:
        commune = units.by_code(db, COMMUNE)
        assert commune is not None
        asked = Asked(builtin().first_league, commune, 2026, "provisional")
        table = standings.table(db, asked)
    head.say("/standings")
    [mine] = (row for row in table if row.code == GROUP)
    last = asked.league.named_of(len(table))
    seen = [row for row in table if row is mine or (row.place or 0) <= last]
    head.read([_line(row, t) for row in seen])
    head.unread([row.name for row in table if row not in seen])
    shown = formats.value("points", int(half_up(Fraction(mine.total, 10**7), 0)), t.language)
    head.say("/why")
    head.hear(t("Provisional, with reports not yet checked: {points} of 100.", points=shown))


def _line(row: standings.Line, t: Translator) -> str:
    points = formats.points(Fraction(row.total, 10**9), t.language)
    line = t("{place}. {name}: {points}", place=row.place, name=row.name, points=points)
    return line.unescape()


def _card(stage: Stage, t: Translator) -> list[str]:
    """The lines of the card, from what the database holds."""
    asked = builtin().forms[FORM].indicators
    with reading(stage.engine) as db:
        given = answers.given(db, _report(db).id)
    known = ((builtin().indicators[code], given[code]) for code in asked)
    return [
        t("{n}. {name}: {value}", n=n, name=t.movement(one.name),
          value=worded.full(t, one, said)).unescape()
        for n, (one, said) in enumerate(known, 1)
    ]  # fmt: skip


def _stored(stage: Stage) -> Report:
    with reading(stage.engine) as db:
        return _report(db)


def _report(db: Db) -> Report:
    group = units.by_code(db, GROUP)
    assert group is not None
    found = reports.of(db, group.id, FORM, "2026-11")
    assert found is not None
    return found
