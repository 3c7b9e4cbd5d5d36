"""What has changed since a publication, in words: who moved, who is new, who has no place now."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from locales import formats
from locales.translator import Translator
from scoring.changes import Changes, Mover, Named, Some


def write(t: Translator, changes: Changes) -> Iterator[Markup]:
    """A line each; of no change one line."""
    since = formats.day(changes.since, t.language)
    if not changes.any:
        yield t("No place has changed since {day}.", day=since)
        return
    yield Markup("<b>{}</b>").format(t("Since {day}:", day=since))
    yield from (_moved(t, mover) for mover in changes.movers)
    others = changes.moved - len(changes.movers)
    if others:
        yield t.many("{n} more place has changed.", "{n} more places have changed.", others)
    if changes.new.count:
        yield t("New in the standings: {units}", units=_listed(t, changes.new))
    if changes.gone.count:
        yield t("Without a place now: {units}", units=_listed(t, changes.gone))
    yield Markup("")


def _moved(t: Translator, mover: Mover) -> Markup:
    place = formats.ordinal(mover.now, t.language)
    if mover.by > 0:
        return t.many("{unit}: up {n} place, now {place}", "{unit}: up {n} places, now {place}",
                      mover.by, unit=_name(mover), place=place)  # fmt: skip
    return t.many("{unit}: down {n} place, now {place}", "{unit}: down {n} places, now {place}",
                  -mover.by, unit=_name(mover), place=place)  # fmt: skip


def _listed(t: Translator, some: Some) -> Markup:
    names: list[str | Markup] = [_name(one) for one in some.named]
    if some.count > len(names):
        more = t.many("{n} other", "{n} others", some.count - len(names))
        names.append(more)
    return t.listing(names)


def _name(one: Named) -> str:
    return f"{one.name}, {one.commune}"
