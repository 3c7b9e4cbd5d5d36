"""What was seen: a message about a report carries what it showed, and only that is agreed to.

Whoever says yes to a card says it to the values that stand on it. Where the report has moved on
since, or nobody knows that the card arrived, it comes again, with what changed and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.engine.turn import Turn, lines
from handlers.wording.values import full
from locales.translator import N_
from scoring.questions import Value
from services.sheets import Sheet
from storage import changes
from storage.answers import Answer
from storage.changes import Written

Step = Literal["ask", "doubt", "order", "card", "discard", "office", "review"]


class Seen(BaseModel):
    """What a message showed of a report, as it travels with the message (`Reply.shows`).

    `code`: the question that it asks; `values`: the report's answers then; `beside`: the values
    that can be taken over by a word (last period's, the office's).
    """

    model_config = ConfigDict(frozen=True)

    report: int
    step: Step
    edition: int
    version: int
    code: str | None = None
    values: Mapping[str, Value | None] = {}
    beside: Mapping[str, Value] = {}

    def current(self, sheet: Sheet) -> bool:
        """Whether nothing at all was done to the report since."""
        return self.edition == sheet.report.edition


def showing(
    sheet: Sheet, step: Step, code: str | None = None, beside: Mapping[str, Value] | None = None
) -> str:
    """What a message shows, to travel with it."""
    return Seen(
        report=sheet.report.id,
        step=step,
        edition=sheet.report.edition,
        version=sheet.report.version,
        code=code,
        values=_numbers(sheet),
        beside=beside or {},
    ).model_dump_json(exclude_defaults=True)


def seen(turn: Turn, sheet: Sheet) -> Seen | None:
    """What the message that is answered showed of this report; `None` if nothing is known."""
    if "shown" not in turn.seen:
        turn.seen["shown"] = read(turn.shown)
    found: Seen | None = turn.seen["shown"]
    return found if found is not None and found.report == sheet.report.id else None


def read(shown: str | None) -> Seen | None:
    """What a message showed, as it travelled with it; `None` if this program cannot read it."""
    try:
        return None if shown is None else Seen.model_validate_json(shown)
    except ValidationError:
        return None


def news(turn: Turn, sheet: Sheet) -> Markup:
    """Why something is asked again: what has changed, or that it may not have been seen."""
    told = since(turn, sheet)
    return lines(*told) if told else unseen(turn)


def since(turn: Turn, sheet: Sheet) -> list[Markup]:
    """What has changed since the message that is answered, and by whom; a line for each."""
    found = seen(turn, sheet)
    return [] if found is None or found.current(sheet) else _changes(turn, sheet, found)


def unseen(turn: Turn) -> Markup:
    """Asked again without any change: it cannot be known that it was read."""
    return turn.t("Only what was shown can be agreed to. Please look at it here.")


def replaced(
    turn: Turn, before: Sheet, after: Sheet | None, written: Mapping[str, Written]
) -> list[Markup]:
    """What somebody else had answered `before`, and a quick line has replaced; a line for each."""
    told = []
    for code, one in written.items():
        old, new = before.values.get(code), after.values.get(code) if after else None
        if old and new and old.value != new.value and one.person_id != turn.me.id:
            told.append(
                turn.t(
                    "Replaced what {who} wrote. {name}: {old} → {new}.",
                    who=one.name,
                    name=turn.t.movement(before.indicator(code).name),
                    old=full(turn.t, before.indicator(code), old),
                    new=full(turn.t, before.indicator(code), new),
                )
            )
    return told


_ACTS = {
    "confirmed": N_("Meanwhile {who} confirmed the report."),
    "accepted": N_("Meanwhile {who} accepted the report."),
    "returned": N_("Meanwhile {who} returned the report."),
    "discarded": N_("Meanwhile {who} discarded the answers."),
}


def _changes(turn: Turn, sheet: Sheet, found: Seen) -> list[Markup]:
    written = changes.writers(turn.db, sheet.report.id)
    acts = changes.happened(turn.db, sheet.report.id, found.edition)
    names = [one.name for one in written.values()] + [name for _, name in acts]
    now, told, before = _numbers(sheet), [], None
    for code in sheet.form.indicators:
        if names and _value(found.values, code) != _value(now, code):
            # what nobody wrote newly was brought about by the last one who did anything
            mine = written.get(code)
            who = mine.name if mine and _value(now, code) == (True, mine.value) else names[-1]
            told.append(_line(turn, sheet, code, found.values, "" if who == before else who))
            before = who
    return told + [turn.t(_ACTS[act], who=name) for act, name in acts if act in _ACTS]


def _line(
    turn: Turn, sheet: Sheet, code: str, before: Mapping[str, Value | None], who: str
) -> Markup:
    name = turn.t.movement(sheet.indicator(code).name)
    old, new = (_shown(turn, sheet, code, values) for values in (before, _numbers(sheet)))
    if not who:
        return turn.t("{name}: {old} → {new}.", name=name, old=old, new=new)
    return turn.t(
        "Meanwhile {who} changed {name}: {old} → {new}.", who=who, name=name, old=old, new=new
    )


def _numbers(sheet: Sheet) -> Mapping[str, Value | None]:
    return {code: answer.value for code, answer in sorted(sheet.values.items())}


def _value(values: Mapping[str, Value | None], code: str) -> tuple[bool, Value | None]:
    return code in values, values.get(code)


def _shown(turn: Turn, sheet: Sheet, code: str, values: Mapping[str, Value | None]) -> str:
    if code not in values:
        return str(turn.t("no answer"))
    return full(turn.t, sheet.indicator(code), Answer(values[code]))
