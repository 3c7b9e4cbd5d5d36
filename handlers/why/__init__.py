"""`/why`: a unit's points in plain words, and the figures behind each."""
