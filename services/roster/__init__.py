"""The organisation: a file read, checked, compared, brought in small steps."""
