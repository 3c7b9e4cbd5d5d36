"""`/awards sheet ID`: a nominee as members of the Council read it before they vote."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from handlers import rights
from handlers.awards.council import families, figures, pages, standing_against, words
from handlers.awards.council.seat import Seat, nobody, nominee, seat, unknown
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.wording.reports import day
from locales import formats
from scoring import rewards
from services import shortlist
from services.shortlist import Listed
from storage import honours, nominee_questions
from storage.honours import Honour
from storage.nominee_questions import Question
from storage.proposed import Proposed

_HONOURS, _QUESTIONS = 5, 5
"""The newest that are shown."""


def start(turn: Turn, wanted: str) -> Outcome:
    """The sheet of a nominee of this year."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    found = nominee(turn, at, wanted)
    return unknown(turn) if found is None else only(page(turn, at, found))


def page(turn: Turn, at: Seat, found: Proposed, above: Markup | None = None) -> Reply:
    """Who it is, why, with which figures, what stands against it, what was asked."""
    every = shortlist.of(turn.db, at.movement, at.year, found.what, at.council, (found.id,))
    listed = every.find(found.id)
    if listed is None:
        return unknown(turn).replies[0]
    t = turn.t
    text = lines(
        *(() if above is None else (above, Markup(""))),
        Markup("<b>{}</b>").format(found.name),
        *_who(turn, at, found),
        t("Reason: {reason}", reason=found.ground),
        *_elsewhere(turn, found),
        Markup(""),
        *figures.standing(t, listed.pointed),
        *families.told(t, turn.db, at, found.unit),
        *_headed(t("Honours before"), list(_honours(turn, found))),
        *_headed(t("Against a proposal"), list(standing_against.told(t, listed))),
        *_headed(t("Questions"), list(_questions(turn, found))),
        Markup(""),
        *_money(turn, at, found),
        *_chosen(turn, listed),
    )
    return say(text, *_ways(turn, at, listed))


def _who(turn: Turn, at: Seat, found: Proposed) -> Iterator[Markup]:
    t, kind = turn.t, at.award.nominees.get(found.kind)
    if kind is not None:
        yield t.movement(kind.name)
    if found.person is not None:
        above = rights.unit_above(turn, found.unit.parent_id, "see")
        names = [one.name for one in (found.unit, above) if one is not None]
        yield t("Unit: {unit}", unit=", ".join(names))
        if found.post:
            yield t("Post: {post}", post=found.post)
        if found.leads is not None:
            yield t("A leader.") if found.leads else t("Works directly.")
    elif found.members:
        yield t("Members: {n}, women: {women}", n=found.members,
                women=t("not known") if found.women is None else found.women)  # fmt: skip
    office = rights.unit_above(turn, found.office_id, "dossier")
    if office is not None:
        when = day(t, found.at.astimezone(turn.zone).date())
        yield t("Proposed by {unit}, {day}", unit=office.name, day=when)


def _elsewhere(turn: Turn, found: Proposed) -> Iterator[Markup]:
    if found.elsewhere:
        yield turn.t("Also proposed in another movement for the same achievement.")


def _headed(head: Markup, told: list[Markup]) -> list[Markup]:
    return [Markup(""), Markup("<b>{}</b>").format(head), *told] if told else []


def _honours(turn: Turn, found: Proposed) -> Iterator[Markup]:
    if found.person_id is not None:
        kept = honours.of_person(turn.db, found.person_id)
    else:
        kept = honours.of_unit(turn.db, found.unit.id)
    standing = [one for one in kept if one.cancelled_at is None]
    for one in standing[:_HONOURS]:
        yield _honour(turn, one)
    if not standing:
        yield turn.t("None is known.")


def _honour(turn: Turn, one: Honour) -> Markup:
    given = one.given
    when = day(turn.t, given.day)
    said = turn.t("{form}, decision {number} of {day}, {body}", form=given.form,
                  number=given.number, day=when, body=given.body)  # fmt: skip
    return words.item(said)


def _questions(turn: Turn, found: Proposed) -> Iterator[Markup]:
    for one in nominee_questions.of_nomination(turn.db, found.id)[-_QUESTIONS:]:
        yield question(turn, one)


def question(turn: Turn, one: Question) -> Markup:
    """A question and its answer."""
    asked = turn.t("- {name}: {value}", name=one.asker, value=one.said)
    if one.answer is None:
        return Markup("{} {}").format(asked, turn.t("(not answered yet)"))
    said = turn.t("Answer of {who}: {words}", who=one.answered_by or "", words=one.answer)
    return lines(asked, words.under(said))


def _money(turn: Turn, at: Seat, found: Proposed) -> Iterator[Markup]:
    salary, money = at.award.salary(turn.today), at.award.money
    if salary is None:
        return
    share = money.collective if found.what == "collective" else money.person
    amount = rewards.reward(share, salary.amount, money.round_to)
    yield turn.t(
        "Money that would go with it: {amount} ({share} x the base salary of {salary}).",
        amount=formats.money_long(amount, turn.t.language),
        share=formats.number(Fraction(share), turn.t.language),
        salary=formats.money_long(salary.amount, turn.t.language),
    )


def _chosen(turn: Turn, listed: Listed) -> Iterator[Markup]:
    t, said = turn.t, listed.said
    if listed.candidate.chosen:
        yield t("Goes to the vote.")
    elif said is not None and not said.chosen:
        yield t("Does not go to the vote.")
    if said is not None and said.reason:
        yield t("Reason of {who}: {words}", who=said.who, words=said.reason)


def _ways(turn: Turn, at: Seat, listed: Listed) -> Iterator[tuple[Choice, ...]]:
    t, found = turn.t, listed.nominee
    if at.secretary:
        step = listed.said.id if listed.said else 0
        if listed.candidate.chosen:
            yield (button(t("Leave out"), f"{COMMAND} leave {found.id} {step}"),)
        elif listed.may_go:
            yield (button(t("To the vote"), f"{COMMAND} choose {found.id} {step}"),)
    yield (button(t("Ask the office"), f"{COMMAND} ask {found.id}"),)
    if listed.pointed is not None:
        code = found.unit.code
        yield (button(t("Self-computed and appraised"), f"{COMMAND} appraise {code}"),
               button(t("Why these points"), f"/why {code}"))  # fmt: skip
    yield from pages.buttons(turn, found)
    yield (button(t("Back to the shortlist"), f"{COMMAND} shortlist {found.what}"),)
