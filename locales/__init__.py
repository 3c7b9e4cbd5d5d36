"""The languages: reading what people write, writing what they read."""
