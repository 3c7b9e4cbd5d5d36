"""A result as it is told: the count table, who is elected, digest and check codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.awards.ballot import wording
from handlers.engine.turn import Choice, Reply, button, lines, say
from locales import formats
from locales.translator import Translator
from services.sittings import convening, results
from services.sittings.results import Case, Result
from storage.engine import Db
from storage.sittings import Sitting


def result(t: Translator, db: Db, sitting: Sitting, zone: ZoneInfo, act: str) -> Reply:
    """What was decided; whoever convenes is offered what follows."""
    found = results.read(sitting)
    head = wording.bold(t("Result: {sitting}", sitting=wording.title(t, sitting)))
    if found is None:
        return say(lines(head, t("The result that is kept is not the one that was fixed at the "
                                 "close: its digest differs. It must not be used.")))  # fmt: skip
    text = lines(
        head,
        *_table(t, found, zone),
        Markup(""),
        *(line for case in found.cases for line in _case(t, case)),
        Markup(""),
        *_decided(t, found),
        *_warnings(t, found),
        Markup(""),
        *_proof(t, found, sitting.digest or ""),
    )
    return say(text, *(_next(t, db, sitting, found) if act == "convene" else ()))


def _table(t: Translator, found: Result, zone: ZoneInfo) -> Iterator[Markup]:
    closed = datetime.fromisoformat(found.closed)
    yield t("Closed: {moment}", moment=formats.moment(closed, zone, t.language))
    yield t("Members: {n}; present: {there}", n=found.members, there=found.present)
    if found.reason is not None:
        yield t("Decided by the chair: {reason}", reason=found.reason)
        return
    yield t("Ballots handed out: {n}; returned: {back}; valid: {valid}; invalid: {invalid}",
            n=found.handed, back=found.returned, valid=found.valid,
            invalid=found.invalid)  # fmt: skip
    yield t("Opinions in writing: {n}", n=found.written)


def rate(t: Translator, case: Case) -> str:
    """Exactly, and in percent: "7/9 = 77,8 %"."""
    if not case.base:
        return formats.share(None, t.language)
    percent = formats.share(case.share * 100, t.language, 1)
    return f"{t.number(case.yes)}/{t.number(case.base)} = {percent}"


def _case(t: Translator, case: Case) -> Iterator[Markup]:
    name = Markup("{}").format(case.name)
    if case.person:
        name = Markup("{} ({})").format(case.person, case.unit)
    yield t("{n}. {name}: {rate}", n=case.number, name=name, rate=rate(t, case))
    votes = case.room
    yield t("in the room: {yes} agree, {no} against, {blank} blank, {invalid} invalid",
            yes=votes.yes, no=votes.no, blank=votes.blank, invalid=votes.invalid)  # fmt: skip
    written = case.written
    if written.yes or written.no or written.blank or written.invalid:
        yield t("in writing: {yes} agree, {no} against, {blank} blank, {invalid} invalid",
                yes=written.yes, no=written.no, blank=written.blank,
                invalid=written.invalid)  # fmt: skip
    if not case.live:
        yield t("withdrawn since: not elected")


def _names(t: Translator, found: Result, numbers: tuple[int, ...]) -> Markup:
    return t.row(found.case(one).name for one in numbers)


def _decided(t: Translator, found: Result) -> Iterator[Markup]:
    if found.elected:
        yield wording.bold(t("Elected: {names}", names=_names(t, found, found.elected)))
    else:
        yield wording.bold(t("Nobody is elected."))
    if found.tied:
        yield t("Equal votes: {names}. Places still free: {n}. A second ballot decides.",
                names=_names(t, found, found.tied), n=found.left)  # fmt: skip
    if found.beaten:
        yield t("Enough votes, but others have more: {names}",
                names=_names(t, found, found.beaten))  # fmt: skip


def _warnings(t: Translator, found: Result) -> Iterator[Markup]:
    if found.few:
        yield t("Fewer than five ballots on {cases}: the vote is hardly secret there.",
                cases=wording.numbers(t, found.few))  # fmt: skip
    if found.alike:
        yield t("All ballots alike on {cases}: everybody knows what each member voted.",
                cases=wording.numbers(t, found.alike))  # fmt: skip
    if found.spoilt:
        yield t("Ballots or check codes that were changed after they were cast, and do not count: "
                "{n}", n=found.spoilt)  # fmt: skip
    if found.lost:
        yield t("Ballots that were cast and are missing: {n}", n=found.lost)


def _proof(t: Translator, found: Result, digest: str) -> Iterator[Markup]:
    yield t("Digest: {digest}", digest=Markup("<code>{}</code>").format(digest))
    if found.checks:
        yield t("Check codes of the ballots counted (whose code is missing should say so):")
        yield Markup("<code>{}</code>").format(" ".join(found.checks))


def _next(
    t: Translator, db: Db, sitting: Sitting, found: Result
) -> tuple[tuple[Choice, ...], ...]:  # fmt: skip
    if not found.tied or convening.answered(db, sitting):
        return ()
    again = button(t("Second ballot among the tied"), f"/awards convene tie #{sitting.id}")
    chair = button(t("The chair decides"), f"/awards convene chair #{sitting.id}")
    return ((again,), (chair,)) if sitting.round > 1 else ((again,),)
