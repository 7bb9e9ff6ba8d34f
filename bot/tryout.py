"""The try-out: demo people, a demo programme and a movable clock, while no platform is configured."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from bot.ask import Address, Profile, Where
from bot.card import Language, Text
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.front_desk import FrontDesk
from bot.platforms.web import TryOutRoom
from bot.platforms.web.pinboard import Body, Pinned
from bot.platforms.web.residents import Resident
from bot.store import people, pinboard, tryout
from bot.store.database import Database
from bot.timekeeper import Timekeeper
from bot.words.voice import voice
