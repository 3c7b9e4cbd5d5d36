"""The papers of a snapshot: an office's dossier, or the Council's proposal, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from handlers.papers import annex, bases, common, decision, lists, minutes, report, request
from handlers.papers.paper import Paper
from handlers.papers.voice import Voice
from services.papers.content import PROPOSAL


@dataclass(frozen=True)
class Entry:
    """A paper that can be written: its code, what it is called, how it is written."""

    code: str
    name: str
    write: Callable[[Voice], Paper]


def entries(v: Voice) -> list[Entry]:
    """All papers of a snapshot."""
    found = [Entry(request.CODE, v.t("Request"), request.paper)]
    for what in common.BOTH:
        name = v.t("List of collectives") if what == "collective" else v.t("List of individuals")
        found.append(Entry(lists.CODES[what], name, partial(lists.paper, what=what)))
    found += [Entry(report.code(one), v.t("Report: {name}", name=one.name),
                    partial(report.paper, one=one)) for one in common.every(v)]  # fmt: skip
    if v.content.kind == PROPOSAL:
        found += _of_council(v)
    return [*found, Entry(annex.CODE, v.t("Figures with confirmation"), annex.paper)]


def _of_council(v: Voice) -> list[Entry]:
    found = []
    for one in v.content.sittings:
        found.append(Entry(minutes.code(one), v.t("Minutes: sitting {number}", number=one.number),
                           partial(minutes.paper, one=one)))  # fmt: skip
        found.append(Entry(minutes.count_code(one), v.t("Count sheet: sitting {number}",
                                                        number=one.number),
                           partial(minutes.count, one=one)))  # fmt: skip
    return [*found, Entry(decision.DECISION, v.t("Draft decision"), decision.decision),
            Entry(decision.CLOSING, v.t("Closing report"), decision.closing)]  # fmt: skip


def write(v: Voice) -> list[Paper]:
    """Every paper; `bases.Lapsed` before any of them where a legal basis is no longer in force."""
    found = entries(v)
    bases.needed(v.content, [one.code for one in found], v.day)
    return [_written(v, one) for one in found]


def _written(v: Voice, entry: Entry) -> Paper:
    """Its footnotes are its own: the paper is the same alone and beside others."""
    v.added.clear()
    return entry.write(v)


def one(v: Voice, code: str) -> Paper | None:
    """The paper of a code; None where the snapshot has none of it."""
    found = next((each for each in entries(v) if each.code == code), None)
    if found is None:
        return None
    bases.needed(v.content, [code], v.day)
    return _written(v, found)
