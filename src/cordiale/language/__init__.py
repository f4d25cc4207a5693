"""Numbers, money, growth, measured quantities, ordinals, dates, periods; one engine, languages as data."""

from cordiale.language.reader import mentions, read, resolve

__all__ = ["mentions", "read", "resolve"]
