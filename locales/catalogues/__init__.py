"""The catalogues: texts taken from the code, checked, loaded."""
