"""Who may do what: role x act x how the unit lies to one's own."""

from __future__ import annotations

from typing import Literal

Act = Literal["report", "report_late", "verify", "see", "details", "subscribe", "revoke", "board",
              "remind", "invite", "disqualify", "answer", "judge", "names", "publish", "nominate",
              "dossier", "appraise", "convene", "vote", "object"]  # fmt: skip
Where = Literal["own", "below", "above", "foreign"]

RIGHTS: dict[str, dict[Act, frozenset[Where]]] = {
    "head": {
        "report": frozenset({"own"}),
        "see": frozenset({"own", "above"}),
        "details": frozenset({"own"}),
        "answer": frozenset({"own"}),
        "subscribe": frozenset({"own"}),
        "object": frozenset({"own"}),
    },
    "officer": {
        "report": frozenset({"own", "below"}),
        "verify": frozenset({"below"}),
        "see": frozenset({"own", "below", "above"}),
        "details": frozenset({"own", "below"}),
        "revoke": frozenset({"below"}),
        "board": frozenset({"own", "below"}),
        "remind": frozenset({"below"}),
        "invite": frozenset({"below"}),
        "names": frozenset({"own", "below"}),
        "answer": frozenset({"own", "below"}),
        "subscribe": frozenset({"own"}),
        "object": frozenset({"own"}),
    },
    "office": {
        "report": frozenset({"own", "below"}),
        "report_late": frozenset({"below"}),
        "verify": frozenset({"below"}),
        "see": frozenset({"own", "below", "above"}),
        "details": frozenset({"own", "below"}),
        "revoke": frozenset({"below"}),
        "board": frozenset({"own", "below"}),
        "names": frozenset({"own", "below"}),
        "remind": frozenset({"below"}),
        "disqualify": frozenset({"below"}),
        "answer": frozenset({"own"}),
        "subscribe": frozenset({"own"}),
        "nominate": frozenset({"own"}),
        "dossier": frozenset({"own"}),
        "object": frozenset({"own"}),
    },
    "council": {
        "see": frozenset({"own", "below"}),
        "names": frozenset({"own", "below"}),
        "details": frozenset({"own", "below"}),
        "subscribe": frozenset({"own", "below"}),
        "disqualify": frozenset({"below"}),
        "judge": frozenset({"below"}),
        "dossier": frozenset({"own", "below"}),
        "vote": frozenset({"own"}),
    },
    "secretary": {
        "see": frozenset({"own", "below"}),
        "names": frozenset({"own", "below"}),
        "details": frozenset({"own", "below"}),
        "subscribe": frozenset({"own", "below"}),
        "dossier": frozenset({"own", "below"}),
        "appraise": frozenset({"own", "below"}),
        "nominate": frozenset({"own"}),
        "convene": frozenset({"own"}),
    },
    "member": {
        "see": frozenset({"own", "above"}),
        "details": frozenset({"own"}),
        "answer": frozenset({"own"}),
        "subscribe": frozenset({"own"}),
        "object": frozenset({"own"}),
    },
    "successor": {},
    "admin": {
        "see": frozenset({"own", "below"}),
        "names": frozenset({"own", "below"}),
        "details": frozenset({"own", "below"}),
        "publish": frozenset({"own", "below"}),
    },
}
"""`see`: a standing of the units inside; `details`: a unit's figures and points; `revoke`: the
accounts of who holds a role there; `board`: who has reported, and whom to call; `remind`: those
who report there; `invite`: them too, with a new code, and the `successor` of one of them;
`disqualify`: set and decide that it may not be proposed; `answer`: for the unit, to that;
`judge`: give it points; `names`: in a standing every line by name, not only the first;
`subscribe`: be sent its table, or its place where it is ranked itself;
`publish`: have its table sent to a group; `nominate`: propose whom the unit has for an award, and
send its dossier; `dossier`: see what is in it; `appraise`: look through it, give it back, put
nominees in order; `convene`: the Council's sitting; `vote`: there; `object`: to a result."""
