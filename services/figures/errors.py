"""What is said of a file of figures that cannot be taken."""

from __future__ import annotations


class FiguresError(Exception):
    """The file cannot be taken; `problems` names every bad cell by its place, with the reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)
