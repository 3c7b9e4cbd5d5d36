"""What is said to a message that answers nothing here: too early, too late, or not in words."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlers.commands import hint
from handlers.engine.turn import Outcome, Reply, Turn


def lost(turn: Turn, stale: bool) -> Reply:
    """Where nothing is asked: why it was not taken, and what can be done."""
    if stale and turn.tapped:
        return hint(turn, turn.t("That button belongs to an earlier message. What is to be done?"))
    if of_another(turn):
        return hint(turn, turn.t("The quoted message asks nothing any more. What is to be done?"))
    if stale:
        return hint(turn, turn.t("That answer came before the last message. What is to be done?"))
    if turn.incoming.kind not in ("text", "tap"):
        return hint(turn, unreadable(turn))
    return hint(turn)


def of_another(turn: Turn) -> bool:
    """Whether a message quotes another one than the present question."""
    return turn.quoted is not None and not turn.quoted.present


def early(turn: Turn) -> Markup:
    """Where something else is asked: which message the answer was for."""
    if turn.tapped:
        return turn.t("That button belongs to an earlier question. The present one is:")
    if of_another(turn):
        return turn.t("The quoted message is not the present question, which is:")
    return turn.t("That answer came before the present question, which is:")


def unreadable(turn: Turn, *, files: bool = False) -> Markup:
    """What is said to a voice message, a photo, a sticker, an edit; `files` are taken there."""
    if turn.incoming.kind == "voice":
        return turn.t("Voice messages cannot be heard here. The microphone on the keyboard writes "
                      "what is spoken: that can be read.")  # fmt: skip
    if turn.incoming.kind == "edit":
        return turn.t("An edited message changes nothing here. Please write the new answer.")
    if files:  # some platforms say of a document only that something came
        return turn.t("That did not arrive as a file. Please send a document or a photo; where "
                      "documents do not arrive, a photo of each page.")  # fmt: skip
    return turn.t("Only written answers can be read here. Please write the answer, or choose one.")


def only_words(turn: Turn, outcome: Outcome) -> Outcome:
    """The answer to what stood under a picture or beside a file, told that only that counts."""
    if not outcome.replies:
        return outcome
    said = turn.t("Only the words were read, not what they came with.")
    first, *others = outcome.replies
    told = first.model_copy(update={"text": f"{said}\n\n{first.text}"})
    return replace(outcome, replies=(told, *others))
