"""Words that somebody may write to break a paper, at every place of it."""

from __future__ import annotations

from typing import get_args

from sample_paper import cell, paragraph, sample, table

from handlers.papers.paper import Annex, Paper, Signature, Style, Table

HOSTILE = {
    "set": "#set page(width: 10pt)", "markup": "*b* _i_ $x^2$ @y <z> [v] `raw` = h // c /* d",
    "backslashes": "\\ \\n \\u{41} \\",
    "quotes": "\"' --- ... ~ \"); #panic(\"", "tags": "&lt;<b>]]>",
    "control": "a\x00b\x0bc\x1fd\x7fe\ufffe", "newlines": "a\nb\r\nc\u2028d\n", "tabs": "a\tb",
    "emoji": "😀👨\u200d👩\u200d👧🇻🇳 tổ", "letters": "W" * 300, "marks": "ạ\u0323\u0302" * 100,
    "turned": "Tổ \u202enaT\u202c \u2067x", "blank": " \n ", "none": "",
}  # fmt: skip
STYLES: tuple[Style, ...] = get_args(Style)


def hostile(word: str) -> Paper:
    """The word wherever a word can stand."""
    rows = ((cell(word), cell(word, span=9)), (cell(word),), (cell(word),) * 3)
    sign = Signature(capacity=word, name=word, hint=word)
    return sample("vi").model_copy(
        update={
            **dict.fromkeys(("superior", "issuer", "state", "motto", "number", "place"), word),
            **dict.fromkeys(("title", "about"), word),
            **dict.fromkeys(("to", "missing", "copies"), (word, word)),
            "body": (
                *(paragraph(word, style) for style in STYLES),
                Table(widths=(9, 1), rows=rows, heads=9), Table(widths=(), rows=()),
                Annex(name=word, title=word, of=word, wide=True), table([word] * 4, word, 2),
            ),
            "signs": (sign,) * 4, "notes": ((1, word), (3, word)),
        }
    )  # fmt: skip
