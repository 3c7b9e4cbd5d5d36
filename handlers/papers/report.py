"""Achievement reports: of a collective, of a person; the half page where nobody writes one."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import common, sheet, summary
from handlers.papers.paper import Block, Paper, Signature
from handlers.papers.sheet import Sheet
from handlers.papers.voice import Voice, p
from services.papers.parts import Proposed


def code(one: Proposed) -> str:
    """Of the paper of a nominee."""
    return f"report-{one.id}"


def paper(v: Voice, one: Proposed) -> Paper:
    """The report of a nominee, or the summary that the proposing body writes."""
    kind = v.content.kinds.get(one.kind)
    if kind is not None and kind.summary:
        return sheet.paper(v, _sheet(v, one, v.t("Summary of achievements")),
                           summary.body(v, one))  # fmt: skip
    return sheet.paper(v, _sheet(v, one, v.t("Report on achievements")), _body(v, one))


def _sheet(v: Voice, one: Proposed, title: str) -> Sheet:
    """A collective reports itself, a person for themselves; who submits it confirms it."""
    alone = one.what == "person"
    who = v.t("Who reports") if alone else v.t("Head of the collective")
    name = one.name if alone else one.head or ""
    hint = sheet.unsigned(v)
    superior, issuer = sheet.issued(v)
    whose = (superior, issuer) if alone else (common.above(v, one), one.name)
    kind = v.content.kinds.get(one.kind)
    confirms = Signature(capacity=v.t("Confirmed by the submitting body"), hint=hint)
    if kind is not None and kind.summary:
        return Sheet(code(one), title, _about(v, one), issuer=(superior, issuer),
                     signs=sheet.signer(v), whom=(one.id,))  # fmt: skip
    signs = (Signature(capacity=who, name=name, hint=hint),)
    return Sheet(code(one), title, _about(v, one), issuer=whose, confirms=confirms, signs=signs,
                 whom=(one.id,))  # fmt: skip


def _about(v: Voice, one: Proposed) -> str:
    return v.t("Proposed for: {form}, year {year}; {name}", form=common.form(v),
               year=v.content.year, name=one.name)  # fmt: skip


def _body(v: Voice, one: Proposed) -> Iterator[Block]:
    yield from _person(v, one) if one.what == "person" else _collective(v, one)
    yield p(v.t("II. Achievements"), "heading", bold=True)
    yield p(v.t("Time of the achievement: {first} to {last}.", first=_first(v), last=_last(v)))
    for n, family in enumerate(dict.fromkeys(each.family for each in one.figures), 1):
        yield p(v.t("{n}. {name}", n=n, name=v.named(v.content.families[family])), bold=True)
        yield common.figures(v, [each for each in one.figures if each.family == family])
    if not one.figures:
        yield p(v.t("The movement has no figures of units of this kind."))
    yield p(v.t("Result of the year: {points}.", points=common.points(v, one)))
    yield p(v.t("Ground of the proposal: {ground}", ground=one.ground))
    yield from honours(v, one)


def honours(v: Voice, one: Proposed) -> Iterator[Block]:
    """What was awarded before."""
    yield p(v.t("III. Awarded before"), "heading", bold=True)
    for each in one.honours:
        yield p(f"- {common.honour(v, each)}")
    if not one.honours:
        yield p(v.t("None is on record."))


def _collective(v: Voice, one: Proposed) -> Iterator[Block]:
    unknown = v.t("not on record")
    yield p(v.t("I. Characteristics"), "heading", bold=True)
    yield p(v.t("1. Name of the collective: {name} ({kind})", name=one.name,
                kind=common.kind(v, one)))  # fmt: skip
    yield p(v.t("2. Place and telephone: {blank} (to be written when it is signed)",
                blank=".........."))  # fmt: skip
    yield p(v.t("3. Head of the collective: {name}", name=one.head or unknown))
    members = unknown if one.members is None else v.number(one.members)
    women = unknown if one.women is None else v.number(one.women)
    yield p(v.t("4. Members: {members}, of them women: {women}", members=members, women=women))
    yield p(v.t("5. Proposed by: {office}", office=one.office))


def _person(v: Voice, one: Proposed) -> Iterator[Block]:
    unknown = v.t("not on record")
    yield p(v.t("I. Particulars"), "heading", bold=True)
    yield p(v.t("1. Full name: {name}", name=one.name))
    yield p(v.t("2. Year of birth: {born}; gender: {gender}",
                born=unknown if one.born is None else one.born, gender=gender(v, one)))  # fmt: skip
    yield p(v.t("3. Post: {post} ({kind})", post=one.post or unknown, kind=common.kind(v, one)))
    yield p(v.t("4. Unit: {unit}; {role}", unit=one.unit, role=role(v, one)))
    yield p(v.t("5. Proposed by: {office}", office=one.office))


def gender(v: Voice, one: Proposed) -> str:
    """A word for it; that it is not known is said."""
    if one.gender is None:
        return v.t("not on record")
    return v.t("female") if one.gender == "female" else v.t("male")


def role(v: Voice, one: Proposed) -> str:
    """Leader, or works directly."""
    kind = v.content.kinds.get(one.kind)
    if one.leads or (one.leads is None and not (kind and kind.direct)):
        return v.t("leader") if one.leads else v.t("not on record")
    return v.t("works directly")


def _first(v: Voice) -> str:
    return v.date(v.day.replace(year=v.content.year, month=1, day=1))


def _last(v: Voice) -> str:
    return v.date(v.day.replace(year=v.content.year, month=12, day=31))
