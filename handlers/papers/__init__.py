"""Papers of a dossier and of the Council: what stands in them, in the reader's language."""
