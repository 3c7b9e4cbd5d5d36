"""What a verifier sees of a report, and what its reporter hears when it is returned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from markupsafe import Markup

from handlers.engine.turn import Choice, Notice, Reply, Turn, button, lines, say
from handlers.seen import showing
from handlers.wording.reports import finding, reason, title
from handlers.wording.values import value
from locales import formats
from locales.fold import fold
from locales.translator import Translator
from scoring.movement import Indicator
from scoring.questions import Value
from services.sheets import Sheet
from storage import earlier, people, review_queue
from storage.answers import Answer
from storage.reports import Report


def card(turn: Turn, sheet: Sheet) -> Reply:
    """Each value with the last one and the change; doubts and explanations beneath."""
    t, before = turn.t, earlier.before(turn.db, sheet.report.id, sheet.report.version)
    rows = []
    for n, (code, answer) in enumerate(_in_order(sheet), 1):
        rows.append(_line(t, n, sheet, sheet.indicator(code), answer))
        rows.extend(_corrected(t, sheet, code, answer, before.values))
        rows.extend(_doubts(t, sheet, code, answer))
    why = t("Returned before, because: {reason}", reason=reason(t, before.reason))
    text = lines(
        Markup("<b>{}</b>").format(title(t, sheet.unit, sheet.form, sheet.period)),
        t("Number: {number}", number=sheet.report.number),
        t("Entered by: {names}", names=_authors(turn, sheet)),
        why if before.reason else None,
        *rows,
    )
    return say(
        text,
        (button(t("Accept"), "accept"),),
        (
            button(t("Return"), "return"),
            button(t("Later"), "later"),
        ),
        shows=showing(sheet, "review"),
    )


def _authors(turn: Turn, sheet: Sheet) -> Markup:
    return turn.t.listing(earlier.authors(turn.db, sheet.report.id))


def _corrected(
    t: Translator, sheet: Sheet, code: str, answer: Answer, before: Mapping[str, Value | None]
) -> list[Markup]:
    """What a corrected report said there, as it was confirmed before."""
    if code not in before or before[code] == answer.value:
        return []
    return [t("✎ corrected, it was {value}", value=value(t, sheet.indicator(code), before[code]))]


def _in_order(sheet: Sheet) -> list[tuple[str, Answer]]:
    return [(code, sheet.values[code]) for code in sheet.form.indicators if code in sheet.values]


def _line(t: Translator, n: int, sheet: Sheet, indicator: Indicator, answer: Answer) -> Markup:
    name = t.movement(indicator.name)
    shown = Markup("<b>{}</b>").format(value(t, indicator, answer.value))
    last = sheet.last.get(indicator.code)
    if last is None:
        return t("{n}. {name}: {value}", n=n, name=name, value=shown)
    before = value(t, indicator, last)
    change = _change(indicator, answer.value, last)
    if change is None:
        return t("{n}. {name}: {value} (before: {last})", n=n, name=name, value=shown, last=before)
    return t("{n}. {name}: {value} (before: {last}, {change})", n=n, name=name, value=shown,
             last=before, change=formats.change(change, t.language))  # fmt: skip


def _change(indicator: Indicator, number: Value | None, last: Value) -> Fraction | None:
    if not isinstance(number, int) or not isinstance(last, int) or number == last:
        return None
    if not last or indicator.kind.of != "quantity":
        return None
    return Fraction((number - last) * 100, last)


def _doubts(t: Translator, sheet: Sheet, code: str, answer: Answer) -> list[Markup]:
    if answer.value is None:
        return []
    found = sheet.indicator(code).check(answer.value, sheet.known())
    doubts = [Markup("⚠ {}").format(finding(t, f)) for f in found]
    if answer.note:
        doubts.append(Markup("✎ {}").format(answer.note))
    return doubts


def item_rows(turn: Turn, sheet: Sheet) -> list[tuple[Choice, ...]]:
    """The lines that can be returned for correction, and the whole report."""
    rows = [
        (button(turn.t.movement(sheet.indicator(code).name), code.lower()),)
        for code, _ in _in_order(sheet)
    ]
    whole = button(turn.t("The whole report"), "all")
    return [*rows, (whole, button(turn.t("Back"), "back"))]


def item_wanted(turn: Turn, sheet: Sheet) -> str | None:
    """The indicator that was chosen by button, code or line number; "all" for the whole."""
    said = turn.text.strip().lower()
    codes = [code for code, _ in _in_order(sheet)]
    if said == "all":
        return "all"
    match = re.fullmatch(r"\d{1,2}", fold(said))
    if match and 1 <= int(match[0]) <= len(codes):
        return codes[int(match[0]) - 1]
    return next((code for code in codes if code.lower() == said), None)


def nothing_left(turn: Turn, said: Markup) -> Reply:
    """After the last report."""
    waiting = review_queue.count(turn.db, turn.me, turn.live.checks)
    if waiting:
        rest = turn.t.many(
            "{n} report is left for later.", "{n} reports are left for later.", waiting
        )
        return say(lines(said, rest), (Choice(label="/review", says="/review"),))
    standings = button(turn.t("Standings"), "/standings")
    return say(lines(said, turn.t("Everything is checked. Thank you.")), (standings,))


def returned(turn: Turn, sheet: Sheet, report: Report) -> tuple[Notice, ...]:
    """What those who report for the unit hear at once, each in their own language."""
    role = sheet.form.reporter
    readers = {report.confirmed_by, *people.holding(turn.db, role, sheet.unit.id)}

    def write(t: Translator) -> Reply:
        item = sheet.movement.indicators.get(report.returned_code or "")
        what = t.movement(item.name) if item else t("The whole report")
        text = lines(
            t("Returned for correction: {report}.",
              report=title(t, sheet.unit, sheet.form, sheet.period)),
            t("What: {what}", what=what),
            t("Reason: {reason}", reason=reason(t, report.reason)),
        )  # fmt: skip
        says = f"/report {sheet.unit.code} {sheet.form.code} {sheet.period.code}"
        return say(text, (button(t("Correct it now"), says),))

    key, about = f"returned:{report.id}:{report.version}", (("report", sheet.unit.id),)
    return tuple(Notice(r, write, f"{key}:{r}", about) for r in sorted(i for i in readers if i))
