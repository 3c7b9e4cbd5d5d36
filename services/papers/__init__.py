"""Frozen content: all that papers of a dossier or a proposal say, read at once."""
