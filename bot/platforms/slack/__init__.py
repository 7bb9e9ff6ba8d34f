"""Slack: the room in which people ask with slash commands, messages, buttons, forms and a home page."""

from bot.platforms.slack.room import API_URL, SlackRoom

__all__ = ["API_URL", "SlackRoom"]
