"""What goes out: by priority, within the platform's rate, each row once."""
