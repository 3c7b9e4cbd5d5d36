"""The screens behind the first one of `/why`: a family's items, with what they are made of."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from handlers.engine.turn import lines
from handlers.why.case import Case, Part
from handlers.why.overview import LACKING, source
from handlers.why.summed import of_item
from handlers.why.weight import weight
from handlers.why.words import counted, covered, hundredths, spared, value
from handlers.wording import values
from handlers.wording.scales import name, points, scale
from locales import formats
from locales.translator import N_
from scoring.cards import AMOUNTS
from scoring.coverage import Coverage, coverage

ROOM = 1300
"""Characters of one screen's items: with head and choices it fits the narrowest channel's 2,000."""

_MOST, _LONGEST = 5, 160
"""Sentences of judges, and letters of each."""

_NOTES = {
    "unanswered": N_("It was due and was not told: no points, and the weight stays."),
    "provisional_grade": N_("Worked out here from the reports; the bank's grade is not in yet."),
    "zero_start": N_("It started from zero at the beginning of the year."),
    "kept": N_("It does not apply, but its weight stays."),
    "not_applicable": N_("It does not apply so far; its weight goes to the others."),
    "missing": N_("No figures yet."),
}


def pages(case: Case, family: str) -> list[Markup]:
    """A family's screens, each with as many whole items as there is room for."""
    found: list[list[Markup]] = [[]]
    for part in case.parts:
        if part.item.family != family:
            continue
        told = explained(case, part)
        if found[-1] and sum(map(len, found[-1])) + len(told) > ROOM:
            found.append([])
        found[-1].append(told)
    head = _head(case, family)
    return [Markup("\n\n").join([head, *items]) for items in found]


def _head(case: Case, family: str) -> Markup:
    t = case.turn.t
    mine = [part.shown for part in case.parts if part.item.family == family]
    earned = t(
        "{points} of {weight}",
        points=points(t, sum(one.points for one in mine)),
        weight=formats.number(Fraction(sum(one.weight for one in mine), 100), t.language),
    )
    return lines(
        Markup("<b>{}</b>").format(t.movement(case.turn.movement.families[family])),
        t("{unit}, year {year}", unit=case.unit.name, year=case.facts.year),
        Markup("{}: {}").format(t("Official") if case.basis == "official" else t("Provisional"),
                                earned),
    )  # fmt: skip


def explained(case: Case, part: Part) -> Markup:
    """One item: points, figures, scale, weight, periods."""
    t, movement = case.turn.t, case.turn.movement
    what = coverage(movement, part.derived, case.facts) if case.own(part) else None
    return lines(
        t("<b>{name}</b> ({code}): {points}", name=name(t, part.derived), code=part.item.code,
          points=_points(case, part)),
        _made(case, part, what) if part.found.value is not None else None,
        *_notes(case, part, what),
        *_sentences(case, part),
        *of_item(case, part),
        scale(t, movement, part.derived, part.item),
        *weight(case, part),
        covered(t, what) if what and what.known and part.found.note != "half" else None,
        *(spared(case) if case.own(part) and _by_months(part, what) else []),
    )  # fmt: skip


def _by_months(part: Part, what: Coverage | None) -> bool:
    """Whether it is made of single periods, some of which may be excused."""
    return part.derived.kind == "timely" or (what is not None and not what.newest)


def _sentences(case: Case, part: Part) -> list[Markup]:
    """What was written beside the points, a few of them."""
    said = case.said.get(part.derived.code, ())
    quoted = [case.turn.t("- {text}", text=one[:_LONGEST]) for one in said[:_MOST]]
    more = len(said) - len(quoted)
    if more > 0:
        quoted.append(case.turn.t.many("{n} more.", "{n} more.", more))
    return quoted


def _points(case: Case, part: Part) -> Markup:
    t = case.turn.t
    weight = formats.number(Fraction(part.shown.weight, 100), t.language)
    return t("{points} of {weight}", points=points(t, part.shown.points), weight=weight)


def _made(case: Case, part: Part, what: Coverage | None) -> Markup:
    """The figures, and the value that they make."""
    t, movement = case.turn.t, case.turn.movement
    kind, found = part.derived.kind, part.found
    own = value(t, movement, part)
    if kind == "grade":
        own_points = hundredths(part)
        return t("{points} of 100: {grade}.", points=points(t, int(own_points)),
                 grade=t.movement(part.derived.band(own_points).name))  # fmt: skip
    if kind == "timely":
        return _in_time(case, part)
    if kind == "judged":
        return t.many("{n} judgement: {value}.", "The median of {n} judgements: {value}.",
                      len(case.said[part.derived.code]), value=own)  # fmt: skip
    if part.derived.of is None:
        return t("{yes} of {all}: {value}.", yes=found.top, all=found.bottom, value=own)
    raw = movement.indicators[part.derived.of]
    top, bottom = found.top, found.bottom
    shown = values.value(t, raw, top)
    if kind in AMOUNTS:
        return t("{name}: {value}.", name=t.movement(raw.name), value=shown)
    if kind == "change":
        return t("{name}: {start} at the beginning of the year, now {end}: {change}.",
                 name=t.movement(raw.name), start=values.value(t, raw, bottom), end=shown,
                 change=own)  # fmt: skip
    if part.derived.per is None:
        of_periods = case.own(part) and part.derived.per_units is None
        whole: Markup | str = counted(t, raw.frequency, bottom) if of_periods else str(bottom)
        return t("{yes} of {all}: {value}.", yes=top, all=whole, value=own)
    per = movement.indicators[part.derived.per]
    made = t("{top_name} {top} / {base_name} {base} = {value}.", top_name=t.movement(raw.name),
             top=shown, base_name=t.movement(per.name), base=values.value(t, per, bottom),
             value=own)  # fmt: skip
    if kind != "sum_ratio" or what is None or len(what.known) == 1:
        return made
    periods = counted(t, what.frequency, len(what.known))
    return t("Added up over {periods}: {figures}", periods=periods, figures=made)


def _in_time(case: Case, part: Part) -> Markup:
    t = case.turn.t
    return t("{credit} of {all} reports due came on time "
             "(late, before the lock, counts half): {value}.",
             credit=formats.number(Fraction(part.found.top, 2), t.language),
             all=part.found.bottom // 2, value=value(t, case.turn.movement, part))  # fmt: skip


def _notes(case: Case, part: Part, what: Coverage | None) -> list[Markup]:
    """What is special about it, and which report would bring what is missing."""
    t, found = case.turn.t, part.found.note
    if found is None:
        return []
    if found == "half" and what is not None and what.known:
        told = _half(case, what)
    else:
        told = t(_note(part))
    brought = source(case, part) if found in LACKING else None
    return [told, t("Figures: {when}.", when=brought)] if brought else [told]


def _note(part: Part) -> str:
    """The sentence for what was found; of what does not apply the card says whether it stays."""
    found = part.found.note or ""
    noted = part.scored.note if found == "not_applicable" else found
    return _NOTES["unanswered" if noted == "half" else noted or "missing"]


def _half(case: Case, what: Coverage) -> Markup:
    t = case.turn.t
    known = counted(t, what.frequency, len(what.known))
    due = counted(t, what.frequency, len(what.due))
    return t("Figures for {known}, due were {due}: fewer than half, so no points, "
             "and the weight stays.", known=known, due=due)  # fmt: skip
