"""Outlets: where the cited sources appeared, misprints of their addresses taken together."""

import re
from collections import Counter

from cordiale.registers.holdings import Holdings
from cordiale.registers.mechanisms import FILLS, enlist
from cordiale.registers.told import Told

_HOST = re.compile(r"https?://(?:www\.)?([a-z\d](?:[\w-]*\.)+[a-z]{2,})\b", re.IGNORECASE)
_MISREAD = str.maketrans("vi1l07", "yllloz")
"""Letters that are read for one another in print, each by one of them."""


def _skeleton(host: str) -> str:
    return host.replace("rn", "m").translate(_MISREAD)


def _hosts(holdings: Holdings) -> dict[str, str]:
    """The host that is printed most often among those that may be misread for one another."""
    kept = holdings.__dict__
    if "_hosts" not in kept:
        counts: Counter[str] = Counter()
        for url in {
            item.source.url for item in holdings.placed if item.source is not None and item.source.url
        }:
            match = _HOST.match(url)
            if match is not None:
                counts[match[1].lower()] += 1
        known: dict[str, str] = {}
        for host in sorted(counts, key=lambda host: (-counts[host], host)):
            known.setdefault(_skeleton(host), host)
        kept["_hosts"] = known
    hosts: dict[str, str] = kept["_hosts"]
    return hosts


@enlist(FILLS, "outlet")
def outlet(told: Told, _argument: None) -> str | None:
    """What the cited source appeared in: the host of its address, else its container, else its author."""
    source = told.item.source
    if source is None:
        return None
    match = _HOST.match(source.url or "")
    if match is not None:
        host = match[1].lower()
        return _hosts(told.holdings).get(_skeleton(host), host)
    return source.container or source.author
