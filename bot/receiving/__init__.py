"""What comes in: taken once, played in order, answered only after the commit."""
