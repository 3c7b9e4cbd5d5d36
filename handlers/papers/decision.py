"""The draft decision and the closing report: both with the money by the base salary of the day."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import bases, common, request, sheet
from handlers.papers.figures import money as short
from handlers.papers.paper import Block, Paper, Signature
from handlers.papers.sheet import Sheet
from handlers.papers.voice import Line, Voice, cell, p, table
from scoring.award_rows import Of

DECISION, CLOSING = "decision", "closing"


def decision(v: Voice) -> Paper:
    """The draft, for whoever decides; made only because the department may ask for it."""
    sign = Signature(capacity=v.content.terms.to, hint=sheet.unsigned(v))
    about = v.t("On awarding: {form}, {name}, year {year}", form=common.form(v),
                name=v.named(v.content.movement_name), year=v.content.year)  # fmt: skip
    of = Sheet(DECISION, v.t("Decision"), about, "QĐ", symbol="", issuer=("", v.content.terms.to),
               signs=(sign,), copies=(v.t("As in Article 3"), v.t("Filed: office")))  # fmt: skip
    return sheet.paper(v, of, _decided(v))


def _decided(v: Voice) -> Iterator[Block]:
    yield from bases.block(v, DECISION)
    yield p(v.t("At the request of {unit}.", unit=request.issuer(v)), "basis", italic=True)
    yield p(v.t("DECIDES:"), "center", bold=True)
    collectives, persons = (len(common.selected(v, what)) for what in common.BOTH)
    yield p(v.t("Article 1. {form} is awarded to {collectives} collectives and {persons} "
                "individuals for outstanding achievements in the movement \u201c{movement}\u201d, "
                "year {year}:", form=common.form(v), collectives=collectives, persons=persons,
                movement=v.named(v.content.movement_name), year=v.content.year))  # fmt: skip
    yield _whom(v)
    yield p(v.t("Article 2. Reward money: {each}; together {total}, by the {salary}; paid out of "
                "the fund for emulation and commendation of the body that decides.",
                each=_each(v), total=_total(v), salary=common.salary(v)))  # fmt: skip
    yield p(v.t("Article 3. The heads of the units concerned and those named in Article 1 carry "
                "this decision out./."))  # fmt: skip


def closing(v: Voice) -> Paper:
    """The closing report of the year's movement."""
    about = v.t("Closing the movement of {year} and proposing awards", year=v.content.year)
    of = Sheet(CLOSING, v.t("Report"), about, "BC", signs=sheet.signer(v),
               copies=(v.content.terms.to, v.t("Filed: office, award dossier")))  # fmt: skip
    return sheet.paper(v, of, _closed(v))


def _closed(v: Voice) -> Iterator[Block]:
    yield from bases.block(v, CLOSING)
    yield p(v.t("I. Results of the movement"), "heading", bold=True)
    yield from request.results(v)
    yield p(v.t("II. Those proposed"), "heading", bold=True)
    yield _whom(v)
    yield p(v.t("III. Money and its source"), "heading", bold=True)
    yield p(v.t("Reward money: {each}; together {total}, by the {salary}; paid by the body that "
                "decides.", each=_each(v), total=_total(v), salary=common.salary(v)))  # fmt: skip
    yield p(v.t("IV. Proposals"), "heading", bold=True)
    yield p(request.asking(v))


def _whom(v: Voice) -> Block:
    head = (v.t("No."), v.t("Name"), v.t("Unit"), v.t("Reward money"))
    return table((12, 40, 40, 26), head, _lines(v))


def _lines(v: Voice) -> Iterator[Line]:
    for n, one in common.numbered(v, common.every(v)):
        unit = common.above(v, one) if one.what == "collective" else one.unit
        amount = common.money(v, one.what)
        yield (cell(n, "center"), cell(one.name), cell(unit), cell(v.number(amount), "right"))
    if not common.every(v):
        yield (cell("–", "center"), cell(v.t("Nobody is proposed.")), cell(""), cell(""))


def _each(v: Voice) -> str:
    names: dict[Of, str] = {"collective": v.t("a collective"), "person": v.t("an individual")}
    return v.row([v.t("{what}: {amount}", what=names[what],
                      amount=common.exactly(v, common.money(v, what)))
                  for what in common.BOTH])  # fmt: skip


def _total(v: Voice) -> str:
    total = sum(common.money(v, one.what) for one in common.every(v))
    return v.t("{amount} ({short})", amount=v.number(total), short=short(v, total))
