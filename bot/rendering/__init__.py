"""Pictures and documents from frozen content; nothing here reads a database."""
