"""What a message chooses: a tap, a button's label, or on a channel without buttons its number.

The order there: a number of the newest list (never where a number is an answer), a whole label, a
beginning of one label. Words that work everywhere go before beginnings. Whoever has not got the
present question yet cannot have answered it: what would choose is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine import taps
from handlers.engine.quoting import Quoted
from handlers.engine.taps import STALE, Said
from locales.fold import begins, fold, same_words
from locales.reading import words
from storage import sent_choices
from storage.conversations import Conversation
from storage.engine import Db
from storage.messages import Choice, Incoming, Reply
from storage.outbox import Address

_LONGEST_NUMBER = 6
_LEAST_LETTERS = 3
_YES_NO = {"yes", "no"}
_ANYWHERE = ("cancel", "help", "menu")

Screen = list[tuple[int, Reply]]


def said(
    db: Db,
    incoming: Incoming,
    conversation: Conversation,
    prompt: Reply | None,
    language: str,
    quoted: Quoted | None = None,
) -> Said:
    """What was said, and whether it answers a question that is no longer the present one.

    `prompt`: the present question; `quoted`: another message, whose choices are meant then.
    """
    to = Address(incoming.channel, incoming.bot, incoming.chat, conversation.person_id)
    if incoming.kind == "tap":
        return taps.chosen(db, to, incoming.tapped or "", conversation, prompt)
    if quoted is not None and not quoted.present:
        return _quoting(quoted.reply, incoming, language), False
    if incoming.kind == "sticker":
        answers = prompt is not None and (incoming.buttons or conversation.seen)
        return _sticker(prompt, incoming.text) if prompt and answers else "", False
    if incoming.kind != "text":
        return incoming.text, False
    if incoming.buttons:
        return _labelled(prompt, incoming.text, language) or incoming.text, False
    screen = sent_choices.on_screen(db, to)
    if conversation.seen:
        return _written(conversation.prompt_id, prompt, screen, incoming.text, language)
    return _early(prompt, _newest(screen), incoming.text, language)


def _quoting(reply: Reply | None, incoming: Incoming, language: str) -> str:
    if incoming.kind != "text":
        return ""
    return _chosen(reply, incoming.text, language) or incoming.text


def _written(
    prompt_id: int | None, prompt: Reply | None, screen: Screen, text: str, language: str
) -> Said:
    """An answer to the present question, or to a list that came after it."""
    number = fold(text).isdecimal()
    if number and prompt is not None and prompt.digits:
        return text, False
    own = None if number else _chosen(prompt, text, language)
    if own is not None:
        return own, False
    since = next((at for at, (row, _) in enumerate(screen) if row == prompt_id), len(screen))
    found = _newest(screen[: since + 1])
    says = _chosen(found[1], text, language) if found else None
    if found and says is not None:
        return says, found[0] != prompt_id and not says.startswith("/")
    return _command_above(screen, text, language) or text, False


def _command_above(screen: Screen, text: str, language: str) -> str | None:
    """A command whose whole label stands further up: like a button, it is never too late."""
    if words.word(text, language) is not None:
        return None
    labels = (_labelled(reply, text, language) for _, reply in screen)
    return next((says for says in labels if says and says.startswith("/")), None)


def _early(
    prompt: Reply | None, newest: tuple[int, Reply] | None, text: str, language: str
) -> Said:
    """The present question is on its way, or nobody knows: no choice can be meant for it.

    Figures and words of one's own are taken: people write ahead.
    """
    says = _chosen(newest[1], text, language) if newest else None
    if says is not None:
        return says, not says.startswith("/")
    word = words.word(text, language)
    if newest and word is not None and word not in _ANYWHERE:
        return STALE
    return _chosen(prompt, text, language) or text, False


def _newest(screen: Screen) -> tuple[int, Reply] | None:
    """The newest list: what has no choices hides none."""
    return next(((row, reply) for row, reply in screen if reply.choices), None)


def _chosen(reply: Reply | None, text: str, language: str) -> str | None:
    """What the choice says that a text names by number, label or beginning; `None` if it does not.

    Words that work everywhere are no beginnings.
    """
    written = fold(text)
    if reply is None or not written:
        return None
    if written.isdecimal():
        return None if reply.digits else _numbered(reply, written)
    label = _labelled(reply, text, language)
    known = label is not None or words.word(text, language) or words.in_doubt(text, language)
    if known or len(written) < _LEAST_LETTERS:
        return label
    begun = {choice.says for choice in _flat(reply) if begins(text, choice.label)}
    return begun.pop() if len(begun) == 1 else None


def _numbered(reply: Reply, written: str) -> str | None:
    if len(written) > _LONGEST_NUMBER:
        return None
    wanted = int(written)
    return next((one.says for number, one in reply.numbered() if number == wanted), None)


def _labelled(reply: Reply | None, text: str, language: str) -> str | None:
    """What the choice says whose label was written; without its marks only where that is clear.

    "dung" is the label "Đúng" or the word "dừng" (stop).
    """
    if reply is None or fold(text).isdecimal():
        return None
    doubtful = words.in_doubt(text, language)
    return next(
        (one.says for one in _flat(reply) if same_words(text, one.label, exact=doubtful)),
        None,
    )


def _sticker(prompt: Reply, emoji: str) -> str:
    """A sticker answers a question of yes or no, and nothing else."""
    if not {choice.says for choice in _flat(prompt)} >= _YES_NO:
        return ""
    return words.is_symbol(emoji) or ("" if emoji else "yes")


def _flat(reply: Reply) -> Sequence[Choice]:
    return [choice for row in reply.choices for choice in row]
