"""What a message chooses: a tap, a button's label, or on a channel without buttons its number.

The order: a number of the newest list (never where a number is an answer), a whole label, a
beginning of one label. Words that work everywhere go before beginnings.
"""

from __future__ import annotations

from collections.abc import Sequence

from locales import words
from locales.fold import fold
from storage import shown
from storage.conversations import Conversation
from storage.engine import Db
from storage.messages import Choice, Incoming, Reply
from storage.outbox import Address

_LONGEST_TAP = 25
_LONGEST_NUMBER = 2
_LEAST_LETTERS = 3
_YES_NO = {"yes", "no"}


def said(db: Db, incoming: Incoming, conversation: Conversation, language: str) -> tuple[str, bool]:
    """What was said, and whether it answers a question that is no longer the present one."""
    to = Address(incoming.channel, incoming.bot, incoming.chat)
    if incoming.kind == "tap":
        return _tapped(db, to, incoming.tapped or "", conversation)
    prompt = Reply.model_validate_json(conversation.prompt) if conversation.prompt else None
    if incoming.kind == "sticker":
        return _sticker(prompt, incoming.text) if prompt else "", False
    if incoming.kind != "text" or prompt is None:
        return incoming.text, False
    return _written(db, to, prompt, incoming.text, language), False


def _written(db: Db, to: Address, prompt: Reply, text: str, language: str) -> str:
    written = fold(text)
    if written.isdecimal():
        return _numbered(db, to, prompt, written) or text
    choices = _flat(prompt)
    exact = next((choice.says for choice in choices if fold(choice.label) == written), None)
    if exact is not None or not prompt.plain or words.word(text, language) is not None:
        return text if exact is None else exact
    begun = {choice.says for choice in choices if fold(choice.label).startswith(written)}
    return begun.pop() if len(begun) == 1 and len(written) >= _LEAST_LETTERS else text


def _numbered(db: Db, to: Address, prompt: Reply, written: str) -> str | None:
    """The choice of this number in the newest list that was sent there, if it is one."""
    if prompt.digits or len(written) > _LONGEST_NUMBER:
        return None
    body = shown.newest_sent(db, to)
    newest = Reply.model_validate_json(body) if body else prompt
    choices = _flat(newest) if newest.plain and not newest.digits else []
    return choices[int(written) - 1].says if 1 <= int(written) <= len(choices) else None


def _sticker(prompt: Reply, emoji: str) -> str:
    """A sticker answers a question of yes or no, and nothing else."""
    if not {choice.says for choice in _flat(prompt)} >= _YES_NO:
        return ""
    return words.is_symbol(emoji) or ("" if emoji else "yes")


def _tapped(db: Db, to: Address, tapped: str, conversation: Conversation) -> tuple[str, bool]:
    row, _, index = tapped.partition(".")
    if not (row.isdecimal() and index.isdecimal()) or len(tapped) > _LONGEST_TAP:
        return "", True
    choices = shown.choices_shown(db, int(row), to) or []
    if int(index) >= len(choices):
        return "", True
    says = choices[int(index)].says
    return says, int(row) != conversation.prompt_id and not says.startswith("/")


def _flat(reply: Reply) -> Sequence[Choice]:
    return [choice for row in reply.choices for choice in row]
