"""The program: `thidua`, also `python -m bot`."""

from __future__ import annotations

import sys
from typing import TextIO

from bot import cli


def main() -> None:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    sys.exit(cli.run())


def _speak_utf8(stream: TextIO) -> None:
    """Names are Vietnamese whatever the terminal's locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
