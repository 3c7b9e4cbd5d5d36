"""The ballot paper: every case in one message, the ways to vote under it."""

from __future__ import annotations

from markupsafe import Markup

from handlers.awards.ballot import wording
from handlers.engine.turn import Choice, Reply, button, lines, say
from locales.translator import Translator
from services.sittings import settings
from services.sittings.settings import Settings
from storage import sitting_cases
from storage.engine import Db
from storage.seating import Seat
from storage.sittings import Sitting


def paper(t: Translator, db: Db, sitting: Sitting, seat: Seat, below: Markup) -> Reply:
    """A member's paper; `below`: what stands under it, about the check code."""
    nominees, rules = sitting_cases.nominees(db, sitting.id), settings.of(sitting)
    own = [number for number in nominees if number not in seat.recused]
    head = t("Ballot paper: {sitting}", sitting=wording.title(t, sitting))
    if not seat.present:
        head = t("Opinion in writing: {sitting}", sitting=wording.title(t, sitting))
    text = lines(
        wording.bold(head),
        *wording.cases(t, nominees, seat.recused),
        Markup(""),
        _limit(t, rules, len(own)),
        wording.how(t, own) if own else t("There is no vote on any of these cases."),
        wording.legend(t) if own else None,
        _secrecy(t, seat),
        below if own else None,
    )
    return say(text, *(ways(t, sitting, rules, len(own)) if own else ()), digits=True)


def _limit(t: Translator, rules: Settings, cases: int) -> Markup | None:
    if cases <= rules.places:
        return None
    if rules.over == "refuse":
        return t("Agree to at most {n}: there are no more places.", n=rules.places)
    return t("A ballot that agrees to more than {n} is invalid.", n=rules.places)


def _secrecy(t: Translator, seat: Seat) -> Markup:
    if seat.present:
        return t(
            "It can be changed until the close. Nobody can see a vote before that, and nobody "
            "whose it is. What is written here is not kept; please delete it on the phone."
        )
    return t(
        "It can be changed until the close; nobody can see it before that. It is not secret "
        "then: it stands in the minutes with the name."
    )


def ways(
    t: Translator, sitting: Sitting, rules: Settings, cases: int
) -> tuple[tuple[Choice, ...], ...]:
    """The buttons of a paper: to all yes, to all no, one by one."""
    at = f"/awards vote #{sitting.id}"
    every = button(t("Agree to all"), f"{at} yes")
    none, each = button(t("Against all"), f"{at} no"), button(t("One by one"), f"{at} each")
    return ((every, none), (each,)) if cases <= rules.places else ((each,), (none,))
