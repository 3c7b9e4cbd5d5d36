"""The real program with two things changed: its clock stands in a season, and no limit of the
platform holds it back (`python -m bench.ours`, settings from the environment).
"""

from __future__ import annotations

import sys

from bench.town import SEASON
from bot import cli
from bot.channels.base import Limits
from bot.channels.telegram.channel import TelegramChannel
from bot.commands import common

common.now = lambda: SEASON
TelegramChannel.limits = Limits(
    text_units=4096, per_second=1_000_000, per_chat_second=1_000_000, buttons=True
)
sys.exit(cli.run(["run"]))
