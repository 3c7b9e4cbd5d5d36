"""A bare echo bot on python-telegram-bot with its default request: stores nothing."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


token, base = sys.argv[1:]
app = Application.builder().token(token).base_url(f"{base}/bot").build()
app.add_handler(MessageHandler(filters.ALL, echo))
app.run_polling()
