"""What several papers say alike: tables of figures, whom they propose, kinds, votes, money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlers.papers.paper import Table
from handlers.papers.voice import Line, Voice, cell, table
from locales import formats
from scoring import rewards
from scoring.award_rows import Of
from services.papers.content import PROPOSAL
from services.papers.parts import Figure, Honour, Proposed
from services.papers.votes import Sitting
from services.sittings.results import Case

BOTH: tuple[Of, Of] = ("collective", "person")


def selected(v: Voice, what: Of) -> tuple[Proposed, ...]:
    """Whom a paper proposes: the elected; before the vote those who go to it; an office's all."""
    found = v.content.of(what)
    if v.content.kind != PROPOSAL:
        return found
    held = [one.result for one in v.content.sittings if one.result.what == what]
    if not held:
        return tuple(one for one in found if one.chosen)
    elected = {one for result in held for one in result.nominations(result.elected)}
    return tuple(one for one in found if one.id in elected)


def every(v: Voice) -> tuple[Proposed, ...]:
    """Both, collectives first."""
    return tuple(one for what in BOTH for one in selected(v, what))


def vote(v: Voice, one: Proposed) -> tuple[Sitting, Case] | None:
    """The last vote on a nominee, with the sitting."""
    found = [(sitting, case) for sitting in v.content.sittings for case in sitting.result.cases
             if case.nomination == one.id and sitting.result.settings.kind != "chair"]  # fmt: skip
    return found[-1] if found else None


def rate(v: Voice, sitting: Sitting, case: Case) -> str:
    """Yes of the base, and the share; the footnote names the count and its digest."""
    said = v.t("{yes} of {base} ({rate})", yes=case.yes, base=case.base,
               rate=v.percent(case.share * 100))  # fmt: skip
    return v.noted(said, counted(v, sitting))


def counted(v: Voice, sitting: Sitting) -> str:
    """Where the figures of a vote stand."""
    return v.t("Count of sitting {number}, SHA-256 {digest}", number=sitting.number,
               digest=sitting.digest)  # fmt: skip


def kind(v: Voice, one: Proposed) -> str:
    """Of which kind somebody is."""
    found = v.content.kinds.get(one.kind)
    return v.named(found.name) if found else one.kind


def honour(v: Voice, one: Honour) -> str:
    """An honour before: form, number, day, body."""
    return v.t("{form}, decision {number} of {day}, {body}", form=form(v, one.form),
               number=one.number, day=v.date(one.day), body=one.body)  # fmt: skip


def form(v: Voice, said: str | None = None) -> str:
    """The form of the award, with what it is called in the language of the reader."""
    name = said or v.content.terms.form
    if v.record or name != v.content.terms.form:
        return name
    return v.t("certificate of merit ({form})", form=name)


def figures(v: Voice, some: Sequence[Figure]) -> Table:
    """The year, the last one, the change, what is to be said of it."""
    year = v.content.year
    head = (v.t("Indicator"), v.t("Year {year}", year=year), v.t("Year {year}", year=year - 1),
            v.t("Change"), v.t("Note"))  # fmt: skip
    return table((40, 16, 16, 16, 22), head, (_figure(v, one) for one in some))


def _figure(v: Voice, one: Figure) -> Line:
    row, before = v.content.row(one.row), v.content.row(one.before)
    return (cell(v.named(row.name)), cell(v.figure(one.row), "right"),
            cell(v.figure(before.n), "right"), cell(v.change(one), "right"),
            cell(remark(v, one)))  # fmt: skip


def remark(v: Voice, one: Figure) -> str:
    """What is to be said of a figure: it is not known, or made of too little, or appraised."""
    row = v.content.row(one.row)
    if row.value is None:
        return v.t("no report")
    if row.note in ("half", "unanswered"):
        return v.t("fewer than half of the reports")
    if row.basis != "official":
        return v.t("not all verified")
    return ""


def points(v: Voice, one: Proposed) -> str:
    """The points with their place, and those of the appraiser beside."""
    place = one.place
    if place is None:
        return v.t("in no list")
    said = v.t("{points} points", points=v.figure(place.row))
    if place.place is not None:
        said = v.t("{points}, place {place} of {among}", points=said, place=place.place,
                   among=place.among)  # fmt: skip
    if place.appraised is None:
        return said
    seen = formats.points(Fraction(place.appraised), v.language)
    return v.t("{points}; appraised: {seen}", points=said, seen=seen)


def money(v: Voice, what: Of) -> int:
    """What goes with one award, by the base salary in force on the day; 0 before there is one."""
    salary = rewards.on(v.content.salaries, v.day)
    share = v.content.money.collective if what == "collective" else v.content.money.person
    return rewards.reward(share, salary.amount, v.content.money.round_to) if salary else 0


def salary(v: Voice) -> str:
    """The base salary of the day, and its decree."""
    found = rewards.on(v.content.salaries, v.day)
    if found is None:
        return v.t("no base salary is known")
    amount = formats.money_long(found.amount, v.language)
    return v.t("base salary {amount} ({decree}, since {day})", decree=found.decree, amount=amount,
               day=v.date(found.since))  # fmt: skip


def exactly(v: Voice, amount: int) -> str:
    """Money to the last dong."""
    return formats.money_long(amount, v.language)


def above(v: Voice, one: Proposed) -> str:
    """Who manages a collective: who proposes it, or of an office the unit above it."""
    if one.unit_code != one.office_code:
        return one.office
    return v.content.unit if v.content.kind == PROPOSAL else v.content.within


def numbered(v: Voice, found: Sequence[Proposed]) -> Iterator[tuple[str, Proposed]]:
    """With their numbers in a list."""
    for n, one in enumerate(found, 1):
        yield v.number(n), one
