"""Files that people send: how a feature asks for one, and takes it once it is here.

A turn waits for no network. So a file is taken in two steps, each a transaction of its own:

1. A dialogue with `files=True` gets messages that carry a file in its `take`, with
   `turn.incoming.file` set and what stands beside it as `turn.text` (mostly empty). It calls
   `want(turn, PURPOSE, Given(...))`, which queues the fetch and returns `None`, or says why not:

       if turn.incoming.file is not None:
           why = want(turn, PIECE, Piece(dossier=state.dossier, code=state.code))
           return Again(why, state) if why else Quiet(state)

   `Quiet` answers nothing: the answer comes with the file, a second later as a rule. The dialogue
   should go on, for an album comes as several messages, each with one file.
2. When the bytes are here, `PURPOSE.take(arrival, given)` is called in the transaction that ends
   the fetch: once for each file, whatever dies meanwhile. It asks the rights again (of
   `arrival.person`, who sent it, as they are now) and whatever else may have changed, keeps the
   file, and returns what is said to them. Buttons of that reply are commands ("/awards …"): the
   chat's question may be another one by now. A `Reply` may have `about`, as any.

       PIECE = Purpose("dossier-piece", Piece, taken, sorts=(sorts.PDF, sorts.JPEG))

   The purpose then stands in the table of `handlers/purposes.py`; its name and `Given` (JSON) are
   stored for as long as a fetch takes, a day at most.

What is too large, of another kind or not to be had is answered without asking the purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from handlers.engine.hearing import Site
from handlers.engine.turn import Reply, Turn
from locales.translator import Translator
from services.sorts import SORTS, Sort, labels
from storage import fetches
from storage.engine import Db
from storage.outbox import Address
from storage.person import Person
from storage.sent import LARGEST, Sent

MOST_WAITING = 30
"""Files of one person that may be on their way at once."""
MEGABYTES = LARGEST >> 20
_FILMS = ("video/", "audio/")


@dataclass(frozen=True)
class Arrival:
    """A file that is here, of a person on the roster whose chat it is.

    `sort`: what it is by its bytes; `name` ends accordingly; `digest`: SHA-256 (hex) of the bytes;
    `at`: when the message counts; `t`: the person's language.
    """

    db: Db
    site: Site
    now: datetime
    at: datetime
    person: Person
    here: Address
    t: Translator
    name: str
    sort: Sort
    digest: str
    data: bytes


@dataclass(frozen=True)
class Purpose:
    """What files are taken for; `sorts`: those that it takes."""

    name: str
    Given: type[BaseModel]
    take: Callable[[Arrival, Any], Reply | None]
    sorts: Sequence[Sort] = SORTS


def want(turn: Turn, purpose: Purpose, given: BaseModel, file: Sent | None = None) -> Markup | None:
    """Have a file fetched, the one that came or an earlier one; or why it is not."""
    sent = file or turn.incoming.file
    if sent is None:
        raise LookupError("there is no file in this message")
    why = _refused(turn, purpose, sent)
    if why is None:
        came = turn.incoming
        here = Address(came.channel, came.bot, came.chat, turn.me.id)
        now = max(turn.now, came.received_at or turn.now)
        fetches.put(turn.db, here, sent, purpose.name, given.model_dump_json(), turn.now, now)
    return why


def called(t: Translator, name: str) -> Markup:
    """What a file is called where it is spoken of."""
    return Markup("<b>{}</b>").format(name or t("Photo"))


def other_sort(t: Translator, name: str, purpose: Purpose) -> Markup:
    """Said to a file that is none of those that are taken."""
    return t("{file}: not taken. What can be taken: {sorts}. Please send it as one of these.",
             file=called(t, name), sorts=labels(purpose.sorts))  # fmt: skip


def too_large(t: Translator, name: str) -> Markup:
    """Said to a file that is over what can be fetched."""
    return t("{file}: not taken, it is larger than {n} MB. Please send a smaller file, or its "
             "pages as photos.", file=called(t, name), n=MEGABYTES)  # fmt: skip


def _refused(turn: Turn, purpose: Purpose, sent: Sent) -> Markup | None:
    if sent.size is not None and sent.size > LARGEST:
        return too_large(turn.t, sent.name)
    if sent.media.startswith(_FILMS):  # whatever it is called: nobody sends a paper as a film
        return other_sort(turn.t, sent.name, purpose)
    if fetches.waiting(turn.db, turn.me.id) >= MOST_WAITING:
        return turn.t("Too many files are on their way at once. Please wait for the answers, then "
                      "send the next.")  # fmt: skip
    return None
