"""Guards: whatever comes, of whatever kind, no turn fails, no person meets silence, and from every
state that people got into `/cancel` leads out. `make crash` plays 100,000 updates."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from datetime import timedelta

from sqlalchemy import Engine, func, select

from bot.channels.telegram.updates import read
from bot.receiving.batch import Context, perform
from bot.receiving.jobs import TurnJob
from handlers.routing.play import Site
from scheduler.tick import tick
from scoring.loading import builtin
from storage import conversations, people
from storage.conversations import Conversation
from storage.engine import Db, reading, transaction
from storage.messages import Incoming
from storage.outbox import Address, outbox
from storage.people import people as table
from storage.updates import updates
from tests.crash import harness
from tests.crash.anything import Crowd
from tests.crash.program import SEASON

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
OTHERS = ("P001", "P045", "P054")
CHATS = harness.CHATS + len(OTHERS) + 2
SPOKEN = ("text", "tap", "edit", "photo", "voice", "sticker", "file", "contact")


def played(engine: Engine, context: Context, items: list) -> None:
    jobs = [TurnJob(item, "telegram", "123456", lambda _: None) for item in items]
    assert perform(engine, context, jobs) == [None] * len(jobs)


def standing(engine: Engine, chat: int) -> Conversation:
    with transaction(engine) as db:
        return conversations.lock(db, "telegram", "123456", str(chat))


def leave(engine: Engine, context: Context, chat: int, crowd: Crowd) -> str:
    """Say `/cancel` until nothing runs; the state that was left."""
    frames = standing(engine, chat).frames
    for left in range(len(frames), 0, -1):
        crowd.count += 1
        raw = harness.message(chat, "/cancel") | {"update_id": crowd.count}
        played(engine, context, [read(raw, "123456")])
        assert len(standing(engine, chat).frames) == left - 1, frames
    return " > ".join(f"{frame.name} {_given(frame.state)}" for frame in frames)


def _given(state: str) -> list[str]:
    return [name for name, value in json.loads(state).items() if value]


def others_join(engine: Engine) -> None:
    """An officer, an office and a council member, behind the heads."""
    with transaction(engine) as db:
        for chat, code in enumerate(OTHERS, harness.CHATS + 1):
            person = db.execute(select(table.c.id).where(table.c.code == code)).scalar_one()
            people.bind(db, person, Address("telegram", "123456", str(chat)), str(chat), SEASON)
            people.consent(db, person, SEASON)


def repeats(db: Db, body: str) -> bool:
    """An edit that leaves the words as they were: a reaction, a link's preview; nobody said it."""
    edit = Incoming.model_validate_json(body)
    if edit.kind != "edit":
        return False
    same = (updates.c.chat == edit.chat, updates.c.kind.in_(("text", "edit")))
    bodies = db.execute(select(updates.c.body).where(*same)).scalars()
    others = [one for one in map(Incoming.model_validate_json, bodies) if one != edit]
    return any(one.message == edit.message and one.text == edit.text for one in others)


def test_no_turn_fails_and_nobody_meets_silence(peopled: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    others_join(peopled)
    now = SEASON
    context = Context(Site(builtin(), harness.ZONE), lambda: now, lambda: None)
    crowd, left, private = Crowd(dice, CHATS), Counter[str](), set[str]()
    for _ in range(20 * SCALE):
        with reading(peopled) as db:
            newest = db.execute(select(func.max(outbox.c.id))).scalar() or 1
        raw = [crowd.update(now, newest) for _ in range(50)]
        came = [read(update, "123456") for update in raw]
        private |= {one.external_id for one in came if isinstance(one, Incoming) and one.private}
        played(peopled, context, came)
        left[leave(peopled, context, dice.randrange(1, CHATS + 1), crowd)] += 1
        if dice.random() < 0.05:
            now += timedelta(hours=dice.randrange(40))
            tick(peopled, context.site.live.all[0], harness.ZONE, now)
    for chat in range(1, CHATS + 1):
        left[leave(peopled, context, chat, crowd)] += 1
    with reading(peopled) as db:
        failed = updates.c.error.is_not(None) & (updates.c.kind != "broken")
        assert db.execute(select(updates.c.error).where(failed)).all() == []
        answered = {key.split(":")[1] for key in db.execute(
            select(outbox.c.key).where(outbox.c.key.startswith("in:"))).scalars()}  # fmt: skip
        columns = (updates.c.id, updates.c.external_id, updates.c.body)
        heard = db.execute(select(*columns).where(updates.c.kind.in_(SPOKEN))).all()
        silent = [
            one
            for number, one, body in heard
            if one in private and str(number) not in answered and not repeats(db, body)
        ]
        total = db.execute(select(func.count()).select_from(updates)).scalar_one()
    assert silent == []
    print(f"{total} updates; /cancel left {len(left)} different states")
