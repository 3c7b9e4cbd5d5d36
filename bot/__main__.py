"""The program: `thidua`, also `python -m bot`."""

from __future__ import annotations

import gc
import os
import sys
from typing import TextIO

# Everything that loading makes stays: looking for garbage among it only delays the first answer.
gc.disable()

from bot import cli  # noqa: E402

gc.freeze()
gc.enable()


def main() -> None:
    """Run the command line and leave with its exit status."""
    if sys.getfilesystemencoding() != "utf-8":  # arguments and file names are Vietnamese too
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
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
