"""Whoever looks after a unit names who takes it over, and who has to know is told."""
