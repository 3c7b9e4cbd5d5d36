"""The engine of the conversation: a turn, its dialogue, what was shown, where a message goes."""
