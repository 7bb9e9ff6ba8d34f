"""Which Caffi this is."""

from importlib.metadata import version

VERSION = version("caffi")
