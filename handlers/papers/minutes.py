"""Minutes of a sitting, with each case's votes; its check codes as an annex. The count sheet."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import common, sheet
from handlers.papers.ballots import body as counts
from handlers.papers.paper import Annex, Block, Paper, Signature
from handlers.papers.sheet import COUNCIL, Sheet
from handlers.papers.voice import Line, Voice, cell, p, table
from services.papers.votes import Sitting
from services.sittings.results import Case, Member

_CHECKS = 4
"""Check codes stand in so many columns."""


def code(one: Sitting) -> str:
    """Of the paper of a sitting."""
    return f"minutes-{one.number}"


def paper(v: Voice, one: Sitting) -> Paper:
    """The whole of it; chair on the left, secretary on the right."""
    hint = sheet.unsigned(v)
    of = Sheet(
        code(one), v.t("Minutes"), about(v, one), "BB",
        confirms=Signature(capacity=v.t("Chair"), hint=hint),
        signs=(Signature(capacity=v.t("Secretary"), name=one.secretary, hint=hint),),
        copies=(v.t("Members of the Council"), v.t("Filed: {symbol}, award dossier",
                                                   symbol=COUNCIL)),
    )  # fmt: skip
    return sheet.paper(v, of, _body(v, one))


def about(v: Voice, one: Sitting) -> str:
    """On whom the Council sat."""
    what = v.t("collectives") if one.result.what == "collective" else v.t("individuals")
    return v.t("Sitting of the Council on {what} proposed for an award, year {year}", what=what,
               year=v.content.year)  # fmt: skip


def _body(v: Voice, one: Sitting) -> Iterator[Block]:
    yield p(v.t("I. Time, place, attendance"), "heading", bold=True)
    yield from _present(v, one)
    yield p(v.t("II. Agenda"), "heading", bold=True)
    yield p(v.t("Cases that were proposed were considered, then voted on by secret ballot, each "
                "for itself."))  # fmt: skip
    yield p(v.t("III. Result of the vote"), "heading", bold=True)
    yield from _votes(v, one)
    yield p(v.t("IV. Conclusion"), "heading", bold=True)
    yield from _concluded(v, one)
    yield from _codes(v, one)


def _present(v: Voice, one: Sitting) -> Iterator[Block]:
    r, unknown = one.result, v.t("not on record")
    opened = v.moment(r.opened or r.convened)
    yield p(v.t("Opened: {moment}. Place: {place}.", moment=opened, place=r.place or unknown))
    yield p(v.t("Chair: {name}. Secretary: {secretary}.", name=v.content.signer or unknown,
                secretary=one.secretary))  # fmt: skip
    said = v.t("Present: {present} of {members} members; quorum: {quorum} of the members.",
               present=r.present, members=r.members, quorum=r.settings.quorum)  # fmt: skip
    yield p(v.noted(said, common.counted(v, one)))
    yield p(v.t("Members present: {names}.",
                names=_names(v, [each for each in r.roll if each.present])))  # fmt: skip
    absent = [each for each in r.roll if not each.present]
    yield p(v.t("Absent: {names}. Reasons are not on record.", names=_names(v, absent))
            if absent else v.t("Nobody was absent."))  # fmt: skip


def _names(v: Voice, found: list[Member]) -> str:
    return v.row([v.t("{name} (in writing)", name=one.name) if one.written else one.name
                  for one in found])  # fmt: skip


def _votes(v: Voice, one: Sitting) -> Iterator[Block]:
    head = (v.t("No."), v.t("Case"), v.t("In favour"), v.t("Against"), v.t("Blank"),
            v.t("Invalid"), v.t("In writing, in favour"), v.t("Yes of the base, rate"),
            v.t("Result"))  # fmt: skip
    rows = (_case(v, one, case) for case in one.result.cases)
    yield table((10, 27, 15, 16, 15, 16, 16, 28, 16), head, rows)
    yield from _opinions(v, one)
    yield from _recused(v, one)
    yield from _reasons(v, one)


def _case(v: Voice, one: Sitting, case: Case) -> Line:
    room = case.room
    passed = v.t("passed") if case.passed else v.t("not passed")
    numbers = (room.yes, room.no, room.blank, room.invalid, case.written.yes)
    return (cell(v.number(case.number), "center"), cell(_called(case)),
            *(cell(v.number(n), "right") for n in numbers),
            cell(common.rate(v, one, case), "right"), cell(passed))  # fmt: skip


def _called(case: Case) -> str:
    return case.unit if case.person is None else f"{case.person} ({case.unit})"


def _opinions(v: Voice, one: Sitting) -> Iterator[Block]:
    """Opinions in writing are not secret, and stand apart."""
    words = {"yes": v.t("in favour"), "no": v.t("against"), "blank": v.t("blank")}
    for opinion in one.result.opinions:
        said = [f"{number}: {words.get(choice, choice)}"
                for number, choice in sorted(opinion.choices.items())]  # fmt: skip
        yield p(v.t("Opinion in writing of {name}: {cases}.", name=opinion.name, cases=v.row(said)))


def _recused(v: Voice, one: Sitting) -> Iterator[Block]:
    for member in one.result.roll:
        if member.recused:
            cases = ", ".join(str(number) for number in member.recused)
            yield p(v.t("{name} did not vote on: {cases} (conflict of interest).",
                        name=member.name, cases=cases))  # fmt: skip


def _reasons(v: Voice, one: Sitting) -> Iterator[Block]:
    """Why somebody was chosen, or left out, other than the order has it."""
    for nominee in v.content.of(one.result.what):
        if nominee.reason and nominee.chosen:
            yield p(v.t("{name} was put to the vote outside the order; reason: {reason}",
                        name=nominee.name, reason=nominee.reason))  # fmt: skip
        elif nominee.reason:
            yield p(v.t("{name} was left out, other than the order has it; reason: {reason}",
                        name=nominee.name, reason=nominee.reason))  # fmt: skip


def _concluded(v: Voice, one: Sitting) -> Iterator[Block]:
    r = one.result
    elected = v.row([_called(r.case(number)) for number in r.elected])
    yield p(v.t("Proposed for the award: {names}.", names=elected) if elected
            else v.t("Nobody is proposed for the award."))  # fmt: skip
    if r.tied:
        tied = v.row([_called(r.case(number)) for number in r.tied])
        yield p(v.t("Tied for the places left ({left}), to be voted on again: {names}.",
                    left=r.left, names=tied))  # fmt: skip
    if r.reason:
        yield p(v.t("The chair decided the tie; reason: {reason}", reason=r.reason))
    yield p(v.t("Closed: {moment}. The minutes were drawn up right after the sitting.",
                moment=v.moment(r.closed)))  # fmt: skip
    yield p(v.t("SHA-256 of the result: {digest}", digest=one.digest), "note")


def _codes(v: Voice, one: Sitting) -> Iterator[Block]:
    """Each member finds the own check code here: the ballot was counted."""
    if not one.result.checks:
        return
    yield Annex(name=v.t("Annex {n}", n="I"), title=v.t("Check codes of the ballots counted"),
                of=v.t("To the minutes of sitting {number}", number=one.number))  # fmt: skip
    every = list(one.result.checks)
    lines = [every[at : at + _CHECKS] for at in range(0, len(every), _CHECKS)]
    rows = (tuple(cell(each, "center") for each in (*line, *[""] * (_CHECKS - len(line))))
            for line in lines)  # fmt: skip
    yield table((1,) * _CHECKS, [v.t("Check code")] * _CHECKS, rows)


def count_code(one: Sitting) -> str:
    """Of the count sheet of a sitting."""
    return f"count-{one.number}"


def count(v: Voice, one: Sitting) -> Paper:
    """The count sheet, signed by those who counted."""
    hint = sheet.unsigned(v)
    of = Sheet(
        count_code(one), v.t("Count sheet"), about(v, one),
        confirms=Signature(capacity=v.t("Counters"), hint=hint),
        signs=(Signature(capacity=v.t("Secretary"), name=one.secretary, hint=hint),), wide=True,
    )  # fmt: skip
    return sheet.paper(v, of, counts(v, one))
