"""A decision in the words of those whom it concerns: those honoured, their units, the Council."""

from __future__ import annotations

from markupsafe import Markup

from handlers import rights
from handlers.awards.council.at_leaving import Leaving, resting
from handlers.awards.council.told import Task
from handlers.awards.section import COMMAND
from handlers.engine.turn import About, Reply, button, lines, say
from handlers.wording.reports import day
from locales import formats
from storage import award_decisions, honours, proposed
from storage.honours import Honour
from storage.proposed import Proposed


def honoured(at: Leaving, task: Task) -> Reply | None:
    """Once it is decided: congratulations, and what it says; nothing of one that was taken back."""
    honour, about = _of(at, task)
    if honour is None or about is None or honour.cancelled_at is not None:
        return None
    seen = _may(at, honour, about)
    decided = award_decisions.by_id(at.db, honour.given.decision_id or 0)
    if seen is None or decided is None:
        return None
    t, given, paper = at.t, honour.given, decided.paper
    text = lines(
        Markup("<b>{}</b>").format(t("Congratulations to {name}!", name=about.name)),
        t("{form} of {body}, for {year}.", form=given.form, body=given.body, year=task.year),
        t("Decision {number} of {day}, signed by {signer}, {post}", number=paper.number,
          day=day(t, paper.day), signer=paper.signer, post=paper.post),
        t("Money that goes with it: {amount}",
          amount=formats.money_long(given.money or 0, t.language)),
    )  # fmt: skip
    return resting(say(text), *seen)


def undone(at: Leaving, task: Task) -> Reply | None:
    """What was told of was entered by mistake."""
    honour, about = _of(at, task)
    if honour is None or about is None or honour.cancelled_at is None:
        return None
    seen = _may(at, honour, about)
    if seen is None:
        return None
    t = at.t
    text = lines(
        Markup("<b>{}</b>").format(t("A decision was entered by mistake: {name}", name=about.name)),
        t("What was told of decision {number} counts no more.", number=honour.given.number),
        t("Reason: {reason}", reason=honour.cancelled_for or ""),
    )
    return resting(say(text), *seen)


def decided(at: Leaving, task: Task) -> Reply | None:
    """The Council hears that the decision is there, and whom it honours."""
    found = award_decisions.by_id(at.db, task.id)
    award = at.movement.award
    if found is None or award is None or found.cancelled_at is not None:
        return None
    names = honours.names(at.db, found.id)
    about = [one for honour, _ in names if (one := _about(at, honour)) is not None]
    above = about[0].unit.ancestor(award.terms.council) if about else None
    council = rights.unit_for(at.db, at.person, "dossier", above) if above else None
    if council is None:
        return None
    t = at.t
    text = lines(
        Markup("<b>{}</b>").format(t("The decision on awards of {year} is there", year=task.year)),
        t("Decision {number} of {day}, signed by {signer}, {post}", number=found.paper.number,
          day=day(t, found.paper.day), signer=found.paper.signer, post=found.paper.post),
        *(t("{n}. {name}", n=number, name=name) for number, (_, name) in enumerate(names, 1)),
    )  # fmt: skip
    row = (button(t("See the decision"), f"{COMMAND} decision"),)
    return resting(say(text, row), ("dossier", council.id))


def _of(at: Leaving, task: Task) -> tuple[Honour | None, Proposed | None]:
    honour = honours.by_id(at.db, task.id)
    return honour, _about(at, honour) if honour else None


def _about(at: Leaving, honour: Honour) -> Proposed | None:
    return proposed.by_id(at.db, honour.given.nomination_id or 0)


def _may(at: Leaving, honour: Honour, about: Proposed) -> tuple[About, ...] | None:
    """On which right it rests: none for whoever is honoured, else seeing the unit or the office."""
    if honour.given.person_id == at.person.id:
        return ()
    if rights.unit_for(at.db, at.person, "answer", about.unit.id):
        return (("answer", about.unit.id),)
    if rights.unit_for(at.db, at.person, "nominate", about.office_id):
        return (("nominate", about.office_id),)
    return None
