"""The office's figures: a file read, checked, compared, brought in small steps."""
