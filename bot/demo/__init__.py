"""A demo programme and the people in it, with dates around today: what a first look at Caffi shows."""

from bot.demo.answers import DemoAnswer, demo_feedback
from bot.demo.people import DEMO_CHANNELS, DEMO_PEOPLE, DemoChannel, DemoPerson, demo_colleague
from bot.demo.places import DemoPlace, demo_places
from bot.demo.programme import demo_sessions

__all__ = [
    "DEMO_CHANNELS",
    "DEMO_PEOPLE",
    "DemoAnswer",
    "DemoChannel",
    "DemoPerson",
    "DemoPlace",
    "demo_colleague",
    "demo_feedback",
    "demo_places",
    "demo_sessions",
]
