"""The table of commands and dialogues; `/help` prints it."""

from __future__ import annotations

from markupsafe import Markup

from handlers import (
    account_link,
    criteria,
    joining,
    language,
    notices,
    revoking,
    trend,
)
from handlers.awards import command as awards
from handlers.board import dialogue as board
from handlers.disqualification import command as eligibility
from handlers.engine.turn import Command, Outcome, Reply, Turn, button, lines, only, say
from handlers.judging import command as judging
from handlers.line import begin
from handlers.line.words import read
from handlers.report import dialogue as report
from handlers.report import edit, quick, quote, template
from handlers.review import dialogue as verification
from handlers.standings import command as standings
from handlers.subscription import command as subscription
from handlers.subscription import group as publishing
from handlers.succession import dialogue as successor
from handlers.why import command as why
from locales.fold import fold
from locales.reading import words
from locales.translator import N_, languages, translator
from storage.conversations import Frame
from storage.person import Person

_NAMED = 3
"""Words of `/report UNIT FORM PERIOD`; what stands behind them is a line."""

COUNCIL = frozenset({"council"})
ALL = frozenset({"head", "officer", "office", "council", "secretary", "member", "admin"})
FOLLOWERS = ALL - {"admin"}
REPORTERS = frozenset({"head", "officer", "office"})
VERIFIERS = frozenset({"officer", "office"})
INVITERS, ADMINS = frozenset({"officer"}), frozenset({"admin"})
ANSWERING = REPORTERS | COUNCIL | {"member"}


def _help(turn: Turn, _words: str) -> Outcome:
    if turn.person is None:
        return only(joining.greeting(turn))
    mine = [c for c in _TABLE if offered(turn.person, c)]
    reports = bool(turn.person.roles() & REPORTERS)
    told = (
        turn.t("{command} - {what}", command=f"/{one.name}", what=turn.t(one.summary))
        for one in mine
        if not one.hidden
    )
    text = lines(
        *told,
        Markup(""),
        turn.t("In a dialogue these words always work: back, skip, keep, cancel, help."),
        turn.t("/report line shows how to report in one message.") if reports else None,
    )
    return only(say(text))


def _report(turn: Turn, said: str) -> Outcome:
    """`/report`, `/report line`, `/report UNIT FORM PERIOD`, or a quick line behind the word."""
    parts = said.split(maxsplit=_NAMED)
    if parts and parts[0] in report.LISTS:
        return report.start(turn, said)
    if fold(said) == "line":
        return template.show(turn)
    form = len(parts) > 1 and parts[1] in turn.live.forms
    if form and len(parts) > _NAMED:
        return quick.chosen(turn, *parts) or report.start(turn, said)
    line = read(said)
    figure = any(word.figure for word in line.words) and not turn.text.startswith("/")
    alone = len(parts) < 2 and not figure
    filled = None if form or alone else quick.start(turn, line)
    return filled or report.start(turn, said)


def line(turn: Turn, running: Frame | None) -> Outcome | None:
    """What begins with the word for a report, or names figures: a quick line; `None` if it is none.

    `running`: the present dialogue; where it asks for words of one's own, words are no line.
    """
    if quick.in_own_words(turn, running):
        return None
    begun = begin.begun(turn)
    if begun is None:
        return quick.named(turn, running)
    return quick.start(turn, begun, running) if begun.words else report.start(turn, "")


def _standings(turn: Turn, words: str) -> Outcome:
    """`/standings subscribe` is what buttons of earlier messages say."""
    first, _, rest = words.partition(" ")
    if first == "subscribe":
        return subscription.start(turn, rest)
    return standings.start(turn, words)


def _cancel(turn: Turn, _words: str) -> Outcome:
    return only(hint(turn, turn.t("There is nothing to cancel.")))


def _continue(turn: Turn, _words: str) -> Outcome:
    return only(hint(turn, turn.t("Nothing is open. What is to be done?")))


_TABLE = (
    Command("report", REPORTERS, N_("Report the figures"), _report),
    Command("review", VERIFIERS, N_("Check the reports that came in"), verification.start),
    Command("board", VERIFIERS, N_("See who has reported and who owes"), board.start, reads=True),
    Command("standings", ALL, N_("See the standings"), _standings, reads=True),
    Command("why", ALL, N_("See why the points are what they are"), why.start, reads=True),
    Command("if", ALL, N_("See what would be if"), why.suppose, hidden=True, reads=True),
    Command("trend", ALL, N_("See points over the year"), trend.start, reads=True),
    Command("criteria", ALL, N_("See the criteria and their weights"), criteria.start, reads=True),
    Command("subscribe", FOLLOWERS, N_("Choose which standings are sent"), subscription.start),
    Command("publish", ADMINS, N_("Publish standings in a common chat"), publishing.start),
    Command("notices", VERIFIERS, N_("Choose when to hear of new reports"), notices.start),
    Command("revoke", VERIFIERS, N_("Shut out a lost phone"), revoking.start),
    Command("successor", INVITERS, N_("Name who takes over"), successor.start),
    Command(
        "eligibility", ANSWERING, N_("See who is not eligible for proposal"), eligibility.start
    ),
    Command("awards", ALL, N_("See who is proposed for an award"), awards.start),
    Command("judge", COUNCIL, N_("Judge what is not counted"), judging.start),
    Command("language", ALL, N_("Change the language"), language.start, stranger=True),
    Command("help", ALL, N_("See what can be done here"), _help, stranger=True, reads=True),
    Command("cancel", ALL, N_("Stop the present dialogue"), _cancel),
    Command("continue", ALL, N_("Go on with what is open"), _continue, hidden=True),
    Command("link", ALL, N_("Add another account"), account_link.start, stranger=True, hidden=True),
    Command("start", ALL, N_("Join with an invitation code"), joining.start, stranger=True),
)
COMMANDS = {command.name: command for command in _TABLE}
if nobodys := words.commands() - COMMANDS.keys():
    raise LookupError(f"words.toml: no command is called {', '.join(sorted(nobodys))}")
OF_UNIT = ("board", "standings", "subscribe", "why", "if", "trend")
"""In words too a unit may stand behind these: "xếp hạng Tân Ninh"."""


def edited(turn: Turn, running: Frame | None) -> Outcome | None:
    """What an edited message of somebody on the roster means; `None` if it had answered nothing."""
    return edit.edited(turn, running, lambda now: line(now, running))


quoted = quote.quoted
"""What a reply means by the message that it quotes; `None` if that asks nothing any more."""


def offered(person: Person, command: Command) -> bool:
    """Whether the person has a role for which the command is there; some need none."""
    return command.stranger or bool(person.roles() & command.roles)


def hint(turn: Turn, above: Markup | None = None) -> Reply:
    """What can be done now, as buttons: the answer to a message that fits nothing."""
    mine = [c for c in _TABLE if turn.person and offered(turn.person, c) and c.name not in _QUIET]
    rows = [(button(turn.t(c.summary), f"/{c.name}"),) for c in mine]
    text = above or turn.t("That was not understood. What is to be done?")
    return say(text, *rows)


_QUIET = ("criteria", "if", "continue", "start", "cancel", "help", "language", "link", "revoke",
          "successor", "notices", "eligibility", "publish", "awards")  # fmt: skip
_RARE = ("revoke", "successor", "eligibility", "judge", "publish")
"""Known to `/help` of those who may; everybody's menu does without."""


def menu() -> dict[str, list[tuple[str, str]]]:
    """By language: the commands with a line about each, as platforms show them."""
    shown = [command for command in _TABLE if not command.hidden and command.name not in _RARE]
    return {
        code: [(c.name, translator(code)(c.summary).unescape()) for c in shown]
        for code in languages()
    }
