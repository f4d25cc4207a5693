"""Numbers, money, growth, measured quantities, ordinals, dates and periods; one engine, languages are data."""

from cordiale.language.reader import mentions, read, resolve

__all__ = ["mentions", "read", "resolve"]
