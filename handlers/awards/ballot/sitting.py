"""A sitting as its secretary sees it: the roll, who may not vote on what, what can be done next."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlers.awards.ballot import wording
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from locales import formats
from services.sittings import settings
from storage import seating, sitting_cases
from storage.seating import Seat
from storage.sittings import Sitting

Rows = list[tuple[Choice, ...]]


def page(turn: Turn, sitting: Sitting, above: Markup | None = None) -> Reply:
    """The sitting, with `above` in front of it."""
    t, seats = turn.t, seating.of_sitting(turn.db, sitting.id)
    text = lines(
        above,
        wording.bold(wording.title(t, sitting)),
        wording.convened(t, sitting, turn.zone),
        *_state(turn, sitting),
        *wording.rules(t, settings.of(sitting)),
        Markup(""),
        *wording.cases(t, sitting_cases.nominees(turn.db, sitting.id)),
        Markup(""),
        *_counts(turn, sitting, seats),
        *(_seat(turn, sitting, one) for one in seats),
    )
    return say(text, *_ways(turn, sitting))


def _state(turn: Turn, sitting: Sitting) -> Iterator[Markup]:
    t = turn.t

    def moment(at: object) -> str:
        return formats.moment(at, turn.zone, t.language)  # type: ignore[arg-type]

    if sitting.opened_at is not None:
        yield t("Opened: {moment}", moment=moment(sitting.opened_at))
    if sitting.closing_at is not None and not sitting.over:
        yield t("Closing codes have been asked for: {moment}", moment=moment(sitting.closing_at))
    if sitting.closed_at is not None:
        yield t("Closed: {moment}", moment=moment(sitting.closed_at))
    if sitting.annulled_at is not None:
        yield t("Annulled: {reason}", reason=sitting.reason or "")


def _counts(turn: Turn, sitting: Sitting, seats: list[Seat]) -> Iterator[Markup]:
    t, there = turn.t, [one for one in seats if one.present]
    yield t("Members: {n}; present: {there}", n=len(seats), there=len(there))
    if sitting.opened_at is not None:
        yield t("Votes that are in: {n}; codes given: {given} of {needed}",
                n=sum(one.voted for one in seats), needed=sitting.threshold or 0,
                given=sum(one.given is not None for one in seats))  # fmt: skip


def _seat(turn: Turn, sitting: Sitting, seat: Seat) -> Markup:
    t = turn.t
    there = {True: t("present"), False: t("cannot come"), None: t("no answer")}[seat.present]
    said = [there]
    if sitting.opened_at is None and seat.key is None:
        said.append(t("no closing code yet"))
    if seat.voted:
        said.append(t("opinion in writing is in") if seat.written else t("vote is in"))
    if seat.recused:
        said.append(t("no vote on {cases}", cases=wording.numbers(t, seat.recused)))
    return t("- {name}: {value}", name=seat.name, value=t.row(said))


def _ways(turn: Turn, sitting: Sitting) -> Rows:
    t, at = turn.t, f"#{sitting.id}"
    if sitting.closed_at is not None:
        return [(button(t("See the result"), f"/awards convene result {at}"),)]
    if sitting.over:
        return []
    rows: Rows = []
    if sitting.opened_at is None:
        rows.append((button(t("Open the vote"), f"/awards convene open {at}"),))
        rows.append((button(t("Send codes to those who have not answered"),
                     f"/awards convene codes {at}"),))  # fmt: skip
    else:
        rows.append((button(t("Ask for the closing codes"), f"/awards close {at}"),))
    rows.append((button(t("Conflict of interest of a member"), f"/awards convene recuse {at}"),))
    rows.append((button(t("See it again"), f"/awards convene sitting {at}"),
                 button(t("Annul the sitting"), f"/awards convene annul {at}")))  # fmt: skip
    return rows
