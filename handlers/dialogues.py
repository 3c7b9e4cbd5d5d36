"""The table of dialogues: what a running conversation is called, and what answers in it."""

from __future__ import annotations

from handlers import consent, overtaking, revoking
from handlers.awards.council import appraising, asking, choosing, replying
from handlers.awards.office import (
    giving,
    holding,
    nominating,
    objecting,
    pieces,
    signing,
    submitting,
    withdrawing,
)
from handlers.disqualification import answering, marking
from handlers.engine.dialogue import Dialogue
from handlers.judging import command as judging
from handlers.report import dialogue as report
from handlers.review import dialogue as verification
from handlers.succession import dialogue as successor
from handlers.why.supposing.asking import SUPPOSING

DIALOGUES: dict[str, Dialogue] = {
    dialogue.name: dialogue
    for dialogue in (
        answering.ANSWERING,
        appraising.APPRAISING,
        asking.ASKING,
        choosing.CHOOSING,
        consent.JOINING,
        giving.PLACING,
        holding.HOLDING,
        judging.JUDGING,
        marking.MARKING,
        nominating.NOMINATING,
        objecting.OBJECTING,
        overtaking.OVERTAKING,
        pieces.SENDING,
        replying.REPLYING,
        report.REPORT,
        revoking.REVOKING,
        signing.SIGNING,
        submitting.SUBMITTING,
        successor.SUCCESSION,
        SUPPOSING,
        verification.REVIEW,
        withdrawing.WITHDRAWING,
    )
}
