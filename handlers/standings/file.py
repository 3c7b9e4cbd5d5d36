"""A standing as a workbook: asked for here, made when it leaves, beside everybody's turns."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import movements, rights
from handlers.books.book import Book
from handlers.books.whole import book
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.pictures.texts import Frozen
from handlers.standings import commands
from handlers.standings.asked import View
from handlers.standings.names import limits
from handlers.wording.standings import basis
from locales.translator import translator
from scoring.live import Live
from scoring.standings import Basis
from services.standings import whole
from storage import units
from storage.asked import Asked, ended
from storage.engine import Db

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


def made(db: Db, live: Live, zone: ZoneInfo, content: str, now: datetime) -> tuple[str, Book]:
    """The workbook of a request, as of now, and what its file is called."""
    request = Request.model_validate_json(content)
    movement = next(one for one in live.all if one.code == request.movement)
    rules, scope = movement.in_year(request.year), units.by_id(db, request.scope)
    league, today = rules.leagues[request.list], request.asked_at.astimezone(zone).date()
    asked = Asked(league, scope, request.year, request.basis, ended(request.year, today))
    table = whole(db, movement, asked, now, today)
    name = f"{request.list}-{scope.code}-{request.year}-{request.basis}.xlsx"
    return name, book(translator(request.language), db, rules, table, scope, zone)
