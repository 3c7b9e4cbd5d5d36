"""The schema's history. Made by `python -m storage.migrations "what changes"`."""
