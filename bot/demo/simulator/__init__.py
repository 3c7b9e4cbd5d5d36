"""The simulator: a channel that a browser plays, with the demo's clock and people."""
