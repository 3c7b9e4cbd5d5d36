"""What is missing, in words, for the frame on the first page: never left blank silently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from handlers.papers import bases
from handlers.papers.voice import Voice
from services.papers.content import PROPOSAL
from services.papers.parts import Owed, Proposed

_NAMED = 5


def lines(v: Voice, paper: str, whom: Collection[int]) -> list[str]:
    """A head and a line for each; nothing where nothing is missing."""
    found = list(_lines(v, paper, whom))
    return [v.t("Still missing:"), *found] if found else []


def _lines(v: Voice, paper: str, whom: Collection[int]) -> Iterator[str]:
    """Of the whole snapshot, of the nominees that a paper is about, of its legal bases."""
    for one in v.content.owed:
        yield _SAID[one.what](v, one)
    if not v.content.symbol and v.content.kind != PROPOSAL:
        yield v.t("Symbol of the unit in the numbers of its papers: {who} names it",
                  who=v.content.unit)  # fmt: skip
    for nominee in v.content.nominees:
        if nominee.id in whom:
            yield from _of(v, nominee)
    unsure = bases.unsure(v, paper)
    if unsure:
        yield v.t("Legal bases that the Council has not confirmed yet: {numbers}",
                  numbers=_some(v, unsure))  # fmt: skip


def _of(v: Voice, one: Proposed) -> Iterator[str]:
    gaps = particulars(v, one)
    if gaps:
        yield v.t("{name}: not in the roster: {gaps}; {who} names it", name=one.name,
                  gaps=", ".join(gaps), who=one.office)  # fmt: skip
    unknown = sum(v.content.row(figure.row).value is None for figure in one.figures)
    if unknown or not one.figures:
        yield v.t("{name}: figures that are not known: {n} of {total}; reports of {unit}",
                  name=one.name, n=unknown, total=len(one.figures), unit=one.unit)  # fmt: skip
    if one.elsewhere is None:
        yield v.t("{name}: it is not said whether another movement proposes the same; {who} says "
                  "it", name=one.name, who=one.office)  # fmt: skip


def particulars(v: Voice, one: Proposed) -> list[str]:
    """What a paper needs of a nominee, and the roster does not have."""
    wanted: list[tuple[object, str]] = [
        (one.members, v.t("number of members")), (one.women, v.t("number of women")),
        (one.head, v.t("head of the collective")),
    ]  # fmt: skip
    if one.what == "person":
        wanted = [
            (one.born, v.t("year of birth")), (one.gender, v.t("gender")), (one.post, v.t("post")),
            (one.leads, v.t("leader or works directly")),
        ]  # fmt: skip
    return [name for value, name in wanted if value is None]


def _some(v: Voice, names: Collection[str]) -> str:
    shown = list(names)[:_NAMED]
    more = len(names) - len(shown)
    said = v.row(shown)
    return said if more <= 0 else v.t("{names} and {n} more", names=said, n=v.number(more))


def _piece(v: Voice, one: Owed) -> str:
    name = next((v.named(each) for code, each in v.content.pieces.items() if code == one.piece),
                one.piece or "")  # fmt: skip
    if one.names:
        return v.t("{piece}: missing for {names}; to be sent by {who}", piece=name,
                   names=_some(v, one.names), who=_some(v, one.by))  # fmt: skip
    return v.t("{piece}: missing, to be sent by {who}", piece=name, who=_some(v, one.by))


_SAID: dict[str, Callable[[Voice, Owed], str]] = {
    "piece": _piece,
    "nominees": lambda v, one: v.t("Nominees: nobody is proposed yet; by {who}",
                                   who=_some(v, one.by)),
    "reports": lambda v, one: v.many("Reports: {n} is missing, from {names}",
                                     "Reports: {n} are missing, from {names}", one.n,
                                     names=_some(v, one.by)),
    "checks": lambda v, one: v.many("Figures: {n} report waits to be checked, by {names}",
                                    "Figures: {n} reports wait to be checked, by {names}", one.n,
                                    names=_some(v, one.by)),
    "mismatches": lambda v, one: v.t(
        "Figures differ from the reports without an explanation: {names}; to be explained by {who}",
        names=_some(v, one.names), who=_some(v, one.by)),
    "barred": lambda v, one: v.t("Not eligible any more: {names}; to be withdrawn by {who}",
                                 names=_some(v, one.names), who=_some(v, one.by)),
    "holds": lambda v, one: v.t("Not considered for now, until it is released by: {names}",
                                names=_some(v, one.by)),
    "held": lambda v, one: v.t("Not considered for now: {names}", names=_some(v, one.names)),
    "places": lambda v, one: v.t(
        "Places: {n} individuals are proposed, {places} may be; to be withdrawn by {who}",
        n=one.n, places=one.limit, who=_some(v, one.by)),
    "signer": lambda v, one: v.t("Signer: nobody is named yet; by {who}", who=_some(v, one.by)),
    "dossiers": lambda v, one: v.many("Dossiers: {n} is not with the Council: {names}",
                                      "Dossiers: {n} are not with the Council: {names}", one.n,
                                      names=_some(v, one.by)),
    "vote-collective": lambda v, _: v.t("Vote on collectives: not held yet"),
    "vote-person": lambda v, _: v.t("Vote on individuals: not held yet"),
    "changed": lambda v, one: v.t("Sitting {names}: its result was changed after the close, and "
                                  "is not printed", names=_some(v, one.names)),
    "tie": lambda v, one: v.t("A tie is not decided yet: {names}", names=_some(v, one.names)),
}  # fmt: skip
