"""The table of dialogues: what a running conversation is called, and what answers in it."""

from __future__ import annotations

from handlers import consent, overtaking, revoking
from handlers.awards.ballot import annulling, chairing, convening, each, filling
from handlers.awards.council import (
    appraising,
    asking,
    cancelling,
    choosing,
    decision,
    replying,
    returning,
    settling,
)
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
        annulling.ANNULLING,
        answering.ANSWERING,
        appraising.APPRAISING,
        asking.ASKING,
        cancelling.CANCELLING,
        chairing.CHAIRING,
        choosing.CHOOSING,
        consent.JOINING,
        convening.CONVENING,
        decision.DECISION,
        each.EACH,
        filling.FILLING,
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
        returning.RETURNING,
        revoking.REVOKING,
        settling.SETTLING,
        signing.SIGNING,
        submitting.SUBMITTING,
        successor.SUCCESSION,
        SUPPOSING,
        verification.REVIEW,
        withdrawing.WITHDRAWING,
    )
}
