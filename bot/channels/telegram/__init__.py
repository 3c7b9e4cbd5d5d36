"""Telegram, by python-telegram-bot's client: webhook or polling."""
