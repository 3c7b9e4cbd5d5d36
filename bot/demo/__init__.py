"""The demo: an invented organisation, a clock that can be moved, everybody's phone."""
