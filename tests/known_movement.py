"""The movement as the talks of the tests know it: the built-in one, asking these questions.

A talk is about how something is asked, read back, corrected and checked, not about how many
questions there are: one that is added to the built-in forms changes none. Those forms, whatever
they ask, are played by `dialogues/test_registry.py` and written out in `dialogues/screens/`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from scoring.loading import builtin
from scoring.movement import Movement

FORMS = {
    "head-month": "HH_LOAN LOAN_OUT LOAN_OVD INT_DUE INT_COL INT_ARR SAV_HH SAV_BAL GDX_ATT",
    "head-quarter": "MEET_N USE_BAD REC_OK",
    "commune-quarter": "DOC_N MTG_N INSP_PLAN INSP_DONE GRP_INSP PROP_N POOR_REV DIFF_IN DIFF_OK "
                       "VIO_FOUND VIO_OK",
    "commune-year": "LOCAL_CAP JOBS_N MODEL_N",
    "office-quarter": "DOC_N MTG_N INSP_PLAN INSP_DONE",
}  # fmt: skip


@cache
def known() -> Movement:
    """The built-in movement with the forms as they are known here."""
    movement = builtin()
    forms = {
        code: replace(form, indicators=tuple(FORMS[code].split())) if code in FORMS else form
        for code, form in movement.forms.items()
    }
    return replace(movement, forms=forms)
