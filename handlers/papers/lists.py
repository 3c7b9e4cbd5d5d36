"""Lists of those who are proposed: collectives, then individuals (dossier, section 6)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import common, report, request, sheet, summary
from handlers.papers.paper import Block, Paper
from handlers.papers.sheet import Sheet
from handlers.papers.voice import Line, Voice, cell, p, table
from scoring.award_rows import Of
from services.papers.parts import Proposed

CODES: dict[Of, str] = {"collective": "list-collectives", "person": "list-individuals"}


def paper(v: Voice, what: Of) -> Paper:
    """One of the two lists."""
    title = v.t("List of collectives proposed for an award") if what == "collective" else v.t(
        "List of individuals proposed for an award")  # fmt: skip
    whom = tuple(one.id for one in common.selected(v, what))
    of = Sheet(CODES[what], title, request.about(v), signs=sheet.signer(v), wide=True, whom=whom)
    return sheet.paper(v, of, _body(v, what))


def _body(v: Voice, what: Of) -> Iterator[Block]:
    found = common.selected(v, what)
    if not found:
        yield p(v.t("Nobody is proposed."))
        return
    rows = (_row(v, n, one) for n, one in common.numbered(v, found))
    yield table(_widths(what), head(v, what), rows)


def _widths(what: Of) -> tuple[float, ...]:
    if what == "collective":
        return (10, 28, 26, 24, 46, 18, 20, 24)
    return (10, 24, 12, 20, 26, 18, 44, 18, 20, 22)


def head(v: Voice, what: Of) -> tuple[str, ...]:
    """What the columns are."""
    ends = (v.t("Summary of achievements"), v.t("Form proposed"), v.t("Result of the vote"),
            v.t("Note"))  # fmt: skip
    if what == "collective":
        return (v.t("No."), v.t("Collective"), v.t("Managing unit"), v.t("Points, place"), *ends)
    return (v.t("No."), v.t("Full name"), v.t("Mr/Ms"), v.t("Post"), v.t("Unit"),
            v.t("Directly/leader"), *ends)  # fmt: skip


def _row(v: Voice, n: str, one: Proposed) -> Line:
    ends = (cell(summary.brief(v, one)), cell(common.form(v)), cell(voted(v, one)),
            cell(remark(v, one)))  # fmt: skip
    if one.what == "collective":
        return (cell(n, "center"), cell(one.name), cell(common.above(v, one)),
                cell(common.points(v, one)), *ends)  # fmt: skip
    return (cell(n, "center"), cell(one.name), cell(title(v, one)), cell(one.post or "–"),
            cell(one.unit), cell(report.role(v, one)), *ends)  # fmt: skip


def title(v: Voice, one: Proposed) -> str:
    """Mr or Ms; a dash where it is not known."""
    if one.gender is None:
        return "–"
    return v.t("Ms") if one.gender == "female" else v.t("Mr")


def voted(v: Voice, one: Proposed) -> str:
    """Yes of the base, the share, and whether it passed."""
    found = common.vote(v, one)
    if found is None:
        return v.t("no vote yet")
    sitting, case = found
    passed = v.t("passed") if case.passed else v.t("not passed")
    return v.t("{rate}: {passed}", rate=common.rate(v, sitting, case), passed=passed)


def remark(v: Voice, one: Proposed) -> str:
    """The ground; why it stands outside the order; what stands against it."""
    said = [one.ground]
    if one.reason:
        said.append(v.t("outside the order: {reason}", reason=one.reason))
    said += [v.t("not considered for now: {reason}", reason=each) for each in one.held]
    said += [v.t("not eligible: {ground}", ground=v.named(each)) for each in one.barred]
    if one.elsewhere:
        said.append(v.t("another movement proposes the same"))
    return "; ".join(said)
