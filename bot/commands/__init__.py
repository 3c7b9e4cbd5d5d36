"""The commands of `thidua`, one a file; `bot.cli` lists them."""
