"""The office's room: whom it proposes, its dossier, its places; holds and objections.

An office does what is its own; whom it concerns otherwise sees it.
"""
