"""`/awards paper`: the papers of a frozen dossier or proposal, each sent as a file.

They are made when they leave, out of the snapshot alone; whether their reader may still have them
is asked then, as of every message. Nothing here is signed: all are drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from handlers import naming, rights
from handlers.awards.council.seat import before_us
from handlers.awards.section import COMMAND, Room, Season, Section, season
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.papers import bases, catalogue
from handlers.papers.bases import Lapsed
from handlers.papers.voice import Voice
from handlers.pictures.texts import Frozen
from locales import formats
from locales.tables import languages
from locales.translator import translator
from services.papers import freezing
from services.papers.freezing import Changed, Snapshot
from storage import snapshots
from storage.units import Unit

KIND, SAYS = "paper", f"{COMMAND} paper"
BOOK = "workbook"
Format = Literal["docx", "pdf", "xlsx"]
_FORMATS: dict[str, Format] = {"docx": "docx", "pdf": "pdf", "xlsx": "xlsx"}
_PRINTED: tuple[Format, Format] = ("docx", "pdf")
_NEW, _LONGEST, _MOST = "new", 15, 20
_DEFAULTS = ("", "", "pdf", "")


class Request(Frozen):
    """Which paper of which snapshot, in which language and format."""

    language: str
    snapshot: int
    paper: str
    format: Format


@dataclass(frozen=True)
class _Of:
    """Whose papers of which year."""

    found: Season
    unit: Unit


def start(turn: Turn, wanted: str) -> Outcome:
    """The list, a fresh snapshot, or one paper: `[UNIT] [new | NUMBER CODE FORMAT [LANGUAGE]]`."""
    words, of = wanted.split(), _named(turn, wanted)
    if isinstance(of, Outcome):
        return of
    asked = [word for word in words if word.casefold() != of.unit.code.casefold()]
    if len(asked) > 1:
        return only(_one(turn, of, asked))
    return only(_list(turn, of, anew=asked == [_NEW]))


def _named(turn: Turn, wanted: str) -> _Of | Outcome:
    """The writer's own unit, or the one that stands in front."""
    found = season(turn)
    if found is None:
        return only(say(turn.t("No award is proposed for here.")))
    now = before_us(turn, found)
    kinds = (now.award.terms.nominators, now.award.terms.council)
    own = [one for one in rights.reach(turn, "dossier")[0]
           if one.kind in kinds and rights.allowed(turn, "dossier", one)]  # fmt: skip
    first = wanted.split()[:1]
    if not first or first[0] == _NEW or first[0].isdecimal():
        return _Of(now, own[0]) if own else _nobody(turn)
    unit = naming.resolve(turn, first[0], "dossier", (kinds,), SAYS)
    return unit if isinstance(unit, Outcome) else _Of(now, unit)


def _nobody(turn: Turn) -> Outcome:
    return only(say(turn.t("This is for whoever proposes, and for the Council.")))


def home(turn: Turn) -> Sequence[Section]:
    """A way there, for those whose papers they are."""
    found = _named(turn, "")
    if isinstance(found, Outcome):
        return ()
    return (Section((), ((button(turn.t("Papers"), SAYS),),)),)


def _list(turn: Turn, of: _Of, *, anew: bool) -> Reply:
    """All papers of the newest snapshot; the first is frozen when it is asked for."""
    t, year = turn.t, of.found.year
    try:
        kept = None if anew else _newest(turn, of)
        snapshot = kept or freezing.freeze(turn.db, of.found.movement, year, of.unit, turn.me.id,
                                           turn.now, turn.zone)  # fmt: skip
    except Changed:
        return say(t("The snapshot was changed since it was frozen: nothing is printed from it."))
    voice = _voice(turn, snapshot, turn.t.language)
    entries = catalogue.entries(voice)
    head = t("Papers {year}: {unit}", year=year, unit=of.unit.name)
    text = lines(
        Markup("<b>{}</b>").format(head),
        t("Snapshot {number} of {moment}; all are drafts.", number=snapshot.number,
          moment=formats.moment(snapshot.at, turn.zone, t.language)),
        *(Markup("- {}").format(one.name) for one in entries[:_MOST]),
        t.many("and {n} more, by their codes", "and {n} more, by their codes",
               len(entries) - _MOST) if len(entries) > _MOST else None,
    )  # fmt: skip
    rows = [_row(turn, of, snapshot, one.code, one.name) for one in entries[:_MOST]]
    book = _says(of, snapshot, BOOK, "xlsx")
    return say(text, *rows, (button(t("Workbook"), book),),
               (button(t("Freeze anew"), f"{SAYS} {of.unit.code} {_NEW}"),))  # fmt: skip


def _newest(turn: Turn, of: _Of) -> Snapshot | None:
    kind = freezing.kind(of.found.award, of.unit)
    movement, year = of.found.movement.code, of.found.year
    last = snapshots.last(turn.db, movement, year, of.unit.id, kind)
    return None if last is None else freezing.read(turn.db, last.number)


def _row(turn: Turn, of: _Of, found: Snapshot, code: str, name: str) -> tuple[Choice, ...]:
    """A paper as a document and as a page to print."""
    return tuple(
        button(turn.t("{name} ({format})", name=name, format=ending.upper()),
               _says(of, found, code, ending))
        for ending in _PRINTED
    )  # fmt: skip


def _says(of: _Of, found: Snapshot, code: str, ending: Format) -> str:
    return f"{SAYS} {of.unit.code} {found.number} {code} {ending}"


def _one(turn: Turn, of: _Of, asked: Sequence[str]) -> Reply:
    number, code, ending, language = (*asked, *_DEFAULTS[len(asked) :])[:4]
    known = number.isdecimal() and len(number) <= _LONGEST
    return enclosed(turn, int(number) if known else 0, code.lower(), ending.lower(),
                    language.lower(), of.unit)  # fmt: skip


def enclosed(
    turn: Turn, number: int, code: str, ending: str, language: str = "", unit: Unit | None = None
) -> Reply:
    """A paper of a snapshot as a file; "not there" for a snapshot whose unit is not the reader's.

    `language`: of a reading copy; else Vietnamese, the language of record.
    """
    t, format_ = turn.t, _FORMATS.get(ending)
    gone = say(t("There is no such paper."), (button(t("Papers"), SAYS),))
    try:
        found = freezing.read(turn.db, number)
    except Changed:
        return say(t("The snapshot was changed since it was frozen: nothing is printed from it."))
    whose = rights.unit_for(turn.db, turn.me, "dossier", found.unit_id) if found else None
    if found is None or whose is None or format_ is None or (unit and unit.id != whose.id):
        return gone
    rights.allowed(turn, "dossier", whose)
    voice = _voice(turn, found, turn.t.language)
    entry = next((one for one in catalogue.entries(voice) if one.code == code), None)
    if (entry is None and code != BOOK) or (code == BOOK) != (format_ == "xlsx"):
        return gone
    try:
        bases.needed(voice.content, [code], voice.day)
    except Lapsed as error:
        return say(lapsed(turn, error))
    request = Request(language=language if language in languages() else languages()[0],
                      snapshot=number, paper=code, format=format_)  # fmt: skip
    name = entry.name if entry else t("Workbook")
    text = lines(
        Markup("<b>{}</b>").format(name),
        t("Draft of snapshot {number}: without number, date and signature.", number=number),
    )  # fmt: skip
    back = (button(t("Papers"), f"{SAYS} {whose.code}"),)
    sorry = t("The file cannot be sent here at present.")
    return say(text, back).enclosing(KIND, request, otherwise=sorry)


def lapsed(turn: Turn, error: Lapsed) -> Markup:
    """What is no longer in force, and what came instead."""
    names = [bases.short(old) if new is None else f"{bases.short(old)} → {bases.short(new)}"
             for old, new in error.found]  # fmt: skip
    return turn.t("Not printed: no longer in force on the paper's day: {names}",
                  names=turn.t.row(names))  # fmt: skip


def _voice(turn: Turn, found: Snapshot, language: str) -> Voice:
    """Papers have the day of their snapshot."""
    day = found.at.astimezone(turn.zone).date()
    return Voice(translator(language), found, day)


ROOM = Room({"paper": start}, home)
