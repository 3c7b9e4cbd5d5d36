"""`/awards dossier [OFFICE]`: what the dossier needs, who owes it, what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlers import naming, rights
from handlers.awards.council.seat import seat
from handlers.awards.office import card, checked, direct, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.reports import day
from locales import formats
from services import award_time, checklist, nominees
from services.checklist import Checklist
from storage import dossiers


def start(turn: Turn, wanted: str) -> Outcome:
    """The writer's own; for the Council that of an office below."""
    its, said = whose.pick(turn, wanted)
    if its is not None and not said:
        return only(page(turn, its, own=True))
    at = seat(turn)
    if at is None or not said:
        return whose.nobody(turn)
    kinds = ((at.award.terms.nominators,),)
    found = naming.resolve(turn, said, "dossier", kinds, f"{COMMAND} dossier")
    if isinstance(found, Outcome):
        return found
    if at.council.id not in found.above():
        return only(say(rights.unknown(turn, said)))
    return only(page(turn, Its(at.movement, at.award, at.year, found), own=False))


def page(turn: Turn, its: Its, *, own: bool) -> Reply:
    """The whole of it."""
    t = turn.t
    found = checklist.of_office(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    if found is None:
        return say(t("No award is proposed for here."))
    missing = checked.missing(t, found, its.office.name)
    text = lines(
        Markup("<b>{}</b>").format(t("Dossier {year}: {unit}", year=its.year,
                                     unit=its.office.name)),
        *state(turn, its, found),
        *proposed(turn, its),
        direct.reminder(turn, its) if own else None,
        Markup(""),
        checked.head(t, found),
        *(Markup("- {}").format(one) for one in missing),
        Markup("") if found.sent or found.nominees else None,
        *checked.there(t, found),
    )  # fmt: skip
    return say(text, *(ways(turn, its, found) if own else ()), (button(t("Back"), COMMAND),))


def proposed(turn: Turn, its: Its) -> Iterator[Markup]:
    """The nominees, collectives first."""
    t = turn.t
    found = nominees.live(turn.db, its.movement, its.year, its.office.id)
    for what, head in (("collective", t("Collectives:")), ("person", t("Individuals:"))):
        these = [one for one in found if one.proposed.what == what]
        if these:
            yield Markup("<b>{}</b>").format(head)
        for number, one in enumerate(these, 1):
            yield Markup("{}. {}").format(t.number(number), card.line(t, one))


def state(turn: Turn, its: Its, found: Checklist) -> Iterator[Markup]:
    """Whether it is sent, until when it can be, and why it was given back."""
    t, dossier = turn.t, found.dossier
    if dossier is not None and dossier.sent and dossier.submitted_at is not None:
        yield t("Sent to the Council: number {number}, {moment}.", number=dossier.number,
                moment=formats.moment(dossier.submitted_at, turn.zone, t.language))  # fmt: skip
        return
    if dossier is not None and dossier.status == "returned":
        back = next(one for one in reversed(dossiers.history(turn.db, dossier.id))
                    if one.act == "returned")  # fmt: skip
        yield t("Returned by the Council: {reason}", reason=back.said or "")
        return
    last = award_time.deadline(its.movement, its.year)
    left, shown = (last - turn.today).days, day(t, last)
    if left > 0:
        yield t.many(
            "It is taken until the end of {day}: {n} day left.",
            "It is taken until the end of {day}: {n} days left.",
            left,
            day=shown,
        )
    elif left == 0:
        yield t("It is taken until the end of today, {day}.", day=shown)
    else:
        yield t("The time for it was over at the end of {day}.", day=shown)


def ways(turn: Turn, its: Its, found: Checklist) -> list[tuple[Choice, ...]]:
    """What the office can do now; nothing once it is sent. What the Council sits on stays."""
    t, behind = turn.t, whose.behind(turn, its)
    may = whose.kinds(turn, its)
    rows: list[tuple[Choice, ...]] = []
    if may:
        rows.append((button(t("Nominate"), f"{COMMAND} nominate{behind}"),))
    rows += [(button(t("Withdraw: {name}", name=one.name), f"{COMMAND} withdraw {one.id}"),)
             for one in found.nominees if one.what in may]  # fmt: skip
    return rows if whose.shut(turn, its) is not None else rows + _sending(turn, found, behind)


def _sending(turn: Turn, found: Checklist, behind: str) -> list[tuple[Choice, ...]]:
    t, rows = turn.t, list[tuple[Choice, ...]]()
    sent = [one for one in found.parts if one.piece.by == "sent"]
    rows += [(button(t("Send: {piece}", piece=t.movement(one.piece.name)),
                     f"{COMMAND} piece {one.piece.code}{behind}"),)
             for one in sent if one.piece.each == "dossier"]  # fmt: skip
    rows += [(button(t("Send: {piece}", piece=f"{turn.t.movement(one.piece.name)}, {each.name}"),
                     f"{COMMAND} piece {one.piece.code} {each.id}{behind}"),)
             for one in sent for each in one.lacking]  # fmt: skip
    rows.append((button(t("Name the signer"), f"{COMMAND} signer{behind}"),))
    rows.append((button(t("Send the dossier to the Council"), f"{COMMAND} submit{behind}"),))
    return rows
