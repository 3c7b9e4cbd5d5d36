"""A standing as a workbook: asked for here, made when it leaves, beside everybody's turns."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from handlers import movements, rights
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.pictures.texts import Frozen
from handlers.standings import commands
from handlers.standings.asked import View
from handlers.standings.names import limits
from handlers.wording.standings import basis
from scoring.standings import Basis

KIND = "workbook"


class Request(Frozen):
    """Which standing; `asked_at`: the moment whose day it counts on."""

    language: str
    movement: str
    list: str
    scope: int
    year: int
    basis: Basis
    asked_at: datetime


def file(turn: Turn, view: View) -> Reply:
    """The workbook, for those who see every line with its figures."""
    t, asked = turn.t, view.asked(turn)
    back = (button(t("The whole table"), commands.at(turn, view)),)
    if limits(turn, view) is not None or not rights.allowed(turn, "details", view.scope):
        return say(t("There is a file for those who see all figures of the table."), back)
    request = Request(
        language=t.language, movement=turn.movement.code, list=view.league.code,
        scope=view.scope.id, year=asked.year, basis=view.basis, asked_at=turn.now,
    )  # fmt: skip
    text = lines(
        movements.called(turn),
        Markup("<b>{}</b>").format(
            t("Standings {year}: {unit}", year=asked.year, unit=asked.scope.name)
        ),
        t("{list}; {basis}", list=t.movement(view.league.name), basis=basis(t, view.basis)),
        t("In the file: standings, points by item, reports, sums, rules."),
    )
    sorry = t("The file cannot be sent here at present.")
    return say(text, back).enclosing(KIND, request, otherwise=sorry)
