"""Where a message goes: the dialogue that runs, a command, a hint; what becomes of its outcome."""
