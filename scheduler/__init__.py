"""Time: what is due, and to whom."""
