"""A report: asked question by question, shown as a card, confirmed, corrected."""
