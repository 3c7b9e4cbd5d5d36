"""The request (Tờ trình): bases, results of the movement, how it was judged, what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import bases, common, sheet
from handlers.papers.figures import money as short
from handlers.papers.paper import Block, Paper
from handlers.papers.sheet import Sheet
from handlers.papers.voice import Voice, p
from services.papers.content import PROPOSAL
from services.papers.parts import Covered
from services.papers.votes import Sitting

CODE = "request"


def paper(v: Voice) -> Paper:
    """The whole of it."""
    of = Sheet(CODE, v.t("Request"), about(v), "TTr", to=(whom(v),), signs=sheet.signer(v),
               copies=(v.t("As above"), v.t("Filed: office, award dossier")))  # fmt: skip
    return sheet.paper(v, of, _body(v))


def about(v: Voice) -> str:
    """What it is about: the award of the movement, and the year."""
    name = v.named(v.content.terms.name)
    inside = name[:1].lower() + name[1:] if v.record else name
    return v.t("On: {name}, year {year}", name=inside, year=v.content.year)


def whom(v: Voice) -> str:
    """Whom it is addressed to."""
    if v.content.kind == PROPOSAL:
        return v.content.terms.to
    return v.t("The Council for emulation and commendation, {unit}", unit=v.content.within)


def _body(v: Voice) -> Iterator[Block]:
    yield from bases.block(v, CODE)
    yield p(v.t("I. Results of the movement"), "heading", bold=True)
    yield from results(v)
    yield p(v.t("II. How it was judged"), "heading", bold=True)
    yield from _judged(v)
    yield p(v.t("III. What is asked for"), "heading", bold=True)
    yield from _asked(v)
    yield from sheet.approved(v)


def results(v: Voice) -> Iterator[Block]:
    """How complete the reports are, how large it is, a figure of each family beside last year's."""
    yield p(v.t("In {year}, the movement \u201c{movement}\u201d was carried out in {unit}.",
                year=v.content.year, movement=v.named(v.content.movement_name),
                unit=v.content.unit))  # fmt: skip
    for one in v.content.covered:
        yield p(_covered(v, one))
    sizes = [v.t("{name}: {value}", name=v.named(v.content.row(one.row).name),
                 value=v.figure(one.row))
             for one in v.content.sizes if v.content.row(one.row).value is not None]  # fmt: skip
    if sizes:
        yield p(v.t("At the end of the year: {sizes}.", sizes=v.row(sizes)))
    yield common.figures(v, v.content.headline)


def _covered(v: Voice, one: Covered) -> str:
    return v.t("{level}: {telling} of {units} with reports; {reports} of {due} reports are in, "
               "{accepted} of them verified.", level=v.named(one.level), telling=one.telling,
               units=one.among, reports=v.figure(one.row), due=v.number(one.due),
               accepted=v.number(one.accepted))  # fmt: skip


def _judged(v: Voice) -> Iterator[Block]:
    if v.content.kind == PROPOSAL:
        sent = [one for one in v.content.dossiers if one.at]
        yield p(v.t("{n} of {total} dossiers are with the Council.",
                    n=len(sent), total=len(v.content.dossiers)))  # fmt: skip
        for sitting in v.content.sittings:
            yield p(_sat(v, sitting))
        if not v.content.sittings:
            yield p(v.t("The Council has not voted yet."))
        return
    line = v.content.places.of(v.content.unit_code)
    if line is not None:
        yield p(v.t("Places for individuals that were allotted to the unit: {n}.", n=line.places))
    yield p(v.t("The unit has looked at every case: whether it may be proposed, whether it meets "
                "the conditions, whether anything stands against it, and its dossier; the minutes "
                "of its own meeting are enclosed."))  # fmt: skip


def _sat(v: Voice, one: Sitting) -> str:
    result = one.result
    passed = sum(case.passed for case in result.cases)
    what = v.t("collectives") if result.what == "collective" else v.t("individuals")
    said = v.t("On {day} the Council sat on {what}: {present} of {members} members were present; "
               "{passed} of {cases} cases passed, {elected} are proposed.",
               day=v.moment(result.closed), what=what, present=result.present,
               members=result.members, passed=passed, cases=len(result.cases),
               elected=len(result.elected))  # fmt: skip
    return v.noted(said, common.counted(v, one))


def _asked(v: Voice) -> Iterator[Block]:
    yield p(asking(v))
    if v.content.kind == PROPOSAL:
        total = sum(common.money(v, what) * len(common.selected(v, what)) for what in common.BOTH)
        yield p(v.t("Estimate of the reward money: {total} ({short}), by the {salary}.",
                    total=common.exactly(v, total), short=short(v, total),
                    salary=common.salary(v)))  # fmt: skip
    yield p(_appraised(v))
    yield p(v.t("{unit} asks {whom} to consider and decide./.", unit=issuer(v), whom=whom(v)))


def asking(v: Voice) -> str:
    """What is asked for, for how many."""
    collectives, persons = (len(common.selected(v, what)) for what in common.BOTH)
    return v.t("{unit} asks {whom} to consider and to award: {form} to {collectives} collectives "
               "and {persons} individuals (lists enclosed).", unit=issuer(v), whom=whom(v),
               form=common.form(v), collectives=collectives, persons=persons)  # fmt: skip


def issuer(v: Voice) -> str:
    """Who asks."""
    return sheet.issued(v)[1]


def _appraised(v: Voice) -> str:
    """The own appraisal that Decree 152/2025, Article 33(11) asks for."""
    if v.content.owed:
        return v.t("{unit} has appraised the dossier and answers for it: right kind of cases, "
                   "conditions and standards met, parts, order and procedure as laid down, apart "
                   "from what is named as missing on the first page.", unit=issuer(v))  # fmt: skip
    return v.t("{unit} has appraised the dossier and answers for it: right kind of cases, "
               "conditions and standards met, parts, order and procedure as laid down.",
               unit=issuer(v))  # fmt: skip
