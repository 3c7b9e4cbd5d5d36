"""`/awards submit`: the dossier goes to the Council, after a look at what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import told as council
from handlers.awards.office import checked, direct, refused, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import (
    About,
    Notice,
    Outcome,
    Reply,
    Turn,
    button,
    continuing,
    lines,
    only,
    say,
)  # fmt: skip
from locales import formats
from locales.translator import Translator
from services import award_time, checklist, dossiers
from services.dossiers import Act, Receipt
from services.papers import freezing


class State(BaseModel):
    """Whose dossier of which year."""

    office: int
    year: int


def start(turn: Turn, wanted: str) -> Outcome:
    """Show what is missing, and ask."""
    its, _ = whose.pick(turn, wanted)
    if its is None:
        return whose.nobody(turn)
    shut = award_time.closed(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    if shut is not None:
        return only(say(refused.closed(turn.t, shut, its.movement, its.year)))
    found = _checklist(turn, its)
    if found is None or not found.nominees:
        row = (button(turn.t("Nominate"), f"{COMMAND} nominate{whose.behind(turn, its)}"),)
        return only(say(turn.t("Nobody is proposed yet: there is nothing to send."), row))
    return engine.begin(turn, SUBMITTING, State(office=its.office.id, year=its.year))


def _its(turn: Turn, state: State) -> Its | None:
    return whose.again(turn, state.office, state.year)


def _checklist(turn: Turn, its: Its) -> checklist.Checklist | None:
    return checklist.of_office(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)


def _ask(turn: Turn, state: State) -> Reply:
    its, t = _its(turn, state), turn.t
    found = _checklist(turn, its) if its else None
    if its is None or found is None:
        return say(rights.ended(turn))
    missing = checked.missing(t, found, its.office.name)
    asked = t("Send it all the same, with what is missing named on it?") if missing else \
        t("Send it to the Council?")  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(t("Dossier {year}: {unit}", year=its.year,
                                     unit=its.office.name)),
        checked.head(t, found),
        *(Markup("- {}").format(one) for one in missing),
        direct.reminder(turn, its),
        t("Once it is sent, it is changed only when the Council returns it."),
        asked,
    )  # fmt: skip
    # Neither a number nor a sticker sends anything.
    return say(text, (button(t("Yes, send"), "yes"), button(t("Not yet"), "no")), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    its = _its(turn, state)
    if its is None:
        return Done(say(rights.ended(turn)))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    act = Act(its.movement, its.year, its.office, turn.me.id, turn.now, turn.zone)
    freeze = freezing.on_submit(act.movement, act.by, act.now, act.zone)
    done = dossiers.submit(turn.db, act, freeze)
    if isinstance(done, Receipt):
        return Done(_receipt(turn, its, done), tuple(_notices(turn, its, done)))
    if done == "nobody":
        return Done(say(turn.t("Nobody is proposed yet: there is nothing to send.")))
    return Done(say(refused.closed(turn.t, done, its.movement, its.year)))


def _receipt(turn: Turn, its: Its, done: Receipt) -> Reply:
    t, found = turn.t, _checklist(turn, its)
    missing = checked.missing(t, found, its.office.name) if found else []
    text = lines(
        Markup("<b>{}</b>").format(t("Receipt number {number}, {year}", number=done.number,
                                     year=its.year)),
        t("The dossier of {unit} came to the Council on {moment}.", unit=its.office.name,
          moment=formats.moment(done.at, turn.zone, t.language)),
        t("Missing:") if missing else t("Nothing is missing."),
        *(Markup("- {}").format(one) for one in missing),
    )  # fmt: skip
    return say(text, (button(t("Back"), COMMAND),))


def _notices(turn: Turn, its: Its, done: Receipt) -> Iterator[Notice]:
    """The Council's secretaries, and whoever else proposes for the office."""
    office = its.office
    secretaries = set(rights.answering(turn.db, "appraise", office))
    beside = council.holders(turn.db, "nominate", office.id)
    at = f"{its.code}:{its.year}:{office.id}:{turn.incoming.external_id}"
    about: tuple[About, ...] = (("dossier", office.id),)
    for one in sorted((secretaries | beside) - {turn.me.id}):
        write = _told(office.name, office.code, its.year, done.number)
        yield Notice(one, write, f"dossier:{at}:{one}", about)


def _told(unit: str, code: str, year: int, number: int) -> Callable[[Translator], Reply]:
    return lambda t: say(
        t("The dossier {year} of {unit} is with the Council, receipt number {number}.", year=year,
          unit=unit, number=number),
        (button(t("See the dossier"), f"{COMMAND} dossier {code}"),),
    )  # fmt: skip


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("It was not sent.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("It was not sent.")))


def _open(turn: Turn, state: State) -> bool:
    return _its(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    its = _its(turn, state)
    if its is None:
        return None
    return continuing(turn, turn.t("sending the dossier of {unit}.", unit=its.office.name),
                      digits=True)  # fmt: skip


SUBMITTING = Dialogue("submitting", 1, State, _ask, _take, _leave, _restart, _open, _brief)
