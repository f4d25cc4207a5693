"""Organisations whose names no rule can derive from one another, from ``data/organisations/known.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cordiale.resolve.naming import name_key, read_name
from cordiale.vocabulary import load_yaml


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """One of them: its id, the name shown, its type, and the codes of its places where its names tell."""

    id: str
    name: str
    type: str
    places: frozenset[str]


@cache
def known_organisations() -> tuple[KnownOrganisation, ...]:
    """All of them, as the file lists them."""
    return tuple(
        KnownOrganisation(item["id"], item["name"], item["type"], read_name(item["name"]).places)
        for item in load_yaml("organisations/known.yml")
    )


@cache
def known_names() -> dict[str, tuple[str, str, str]]:
    """Name key -> (id, name, type) of the organisations in ``data/organisations/known.yml``."""
    return {
        name_key(name): (item["id"], item["name"], item["type"])
        for item in load_yaml("organisations/known.yml")
        for name in (item["name"], *item["names"])
    }


@cache
def known_parts() -> Mapping[tuple[str, ...], str]:
    """Parts of a name that are enough -> id; what two organisations share is left out."""
    found: dict[tuple[str, ...], str] = {}
    shared: set[tuple[str, ...]] = set()
    for item in load_yaml("organisations/known.yml"):
        for name in (item["name"], *item["names"]):
            read = read_name(name)
            if read.is_bare or read.is_place:
                continue
            for parts in {read.parts, read.core}:
                if found.setdefault(parts, item["id"]) != item["id"]:
                    shared.add(parts)
    return {parts: identity for parts, identity in found.items() if parts not in shared}
