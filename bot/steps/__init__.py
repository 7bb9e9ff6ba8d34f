"""Steps that several words, schedules and addresses take alike: what stands between handlers and the store.

Rules are in `bot.learning`, SQL is in `bot.store`, looks are in `bot.views`; a step joins them.
"""
