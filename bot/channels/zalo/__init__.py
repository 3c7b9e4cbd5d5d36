"""Zalo's bot platform: webhook, polling for trials."""
