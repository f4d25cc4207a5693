"""Reads the description of a register and says, in one line, what is wrong with it."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, get_args

import yaml

from cordiale.registers.errors import RegisterError
from cordiale.registers.mechanisms import CHECKS, FILLS, SPLITS, STEPS, Mechanism
from cordiale.registers.schema import (
    CHOICE,
    CRITERIA,
    STATUSES,
    Check,
    Column,
    ColumnType,
    Condition,
    FeedingSource,
    Fill,
    Identity,
    Schema,
    Stage,
    Step,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LABELS = ("en", "fr")
_TOP: tuple[str, ...] = (
    "number",
    "label",
    "row",
    "key",
    "columns",
    "sources",
    "terms",
    "may_lack",
    "choose",
    "life",
    "steps",
)
_TOP += ("identity", "checks", "facets", "sort")
_COLUMN = (
    "type",
    "label",
    "from",
    "when",
    "unit",
    "choose",
    "status",
    "stage",
    "many",
    "expected",
    "compare",
)
_COMPARED = ("number", "date", "period", "place")
"""Types whose assertions disagree where they differ; words and names differ without disagreeing."""
_ENDS = ("earliest", "latest", "smallest", "largest", "furthest")
"""Criteria that take the first or last of several values: that they differ is no disagreement."""
_NEEDED = ("number", "label", "row", "key", "columns", "sources")


def read_schema(path: Path) -> Schema:
    """The register described in the file at ``path``; its name is the file's.

    Raises ``RegisterError`` with the place in the file where something is unknown, missing or of
    another kind than it should be.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - the safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark is not None else ""
        raise RegisterError(
            path.name + line, "this is no YAML", "check its indentation and quotes"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(path.name, "the file cannot be read as UTF-8 text") from error
    return parse_schema(path.stem, content, str(path.name))


def parse_schema(name: str, content: Any, place: str) -> Schema:
    """The same from the content in hand; ``place`` is named in errors."""
    return _Parser(place).schema(name, content)


class _Parser:
    def __init__(self, place: str) -> None:
        self._file = place
        self._terms: Mapping[str, Fill] = {}
        self._choice: tuple[str, ...] = CHOICE

    def _fail(self, where: str, reason: str, advice: str = "") -> RegisterError:
        return RegisterError(f"{self._file}: {where}" if where else self._file, reason, advice)

    def _mapping(self, value: Any, where: str, known: Collection[str] | None = None) -> Mapping[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self._fail(where, "this must be a mapping of names to values")
        for key in value:
            if known is not None and key not in known:
                raise self._fail(where, f"there is no key {key}", "known keys are: " + ", ".join(known))
        return value

    def _list(self, value: Any, where: str) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._fail(where, "this must be a list")
        return value

    def _text(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._fail(where, "this must be words")
        return value

    def _flag(self, value: Any, where: str) -> bool:
        if not isinstance(value, bool):
            raise self._fail(where, "this must be true or false")
        return value

    def _label(self, value: Any, where: str) -> Mapping[str, str]:
        labels = self._mapping(value, where, _LABELS)
        for language in _LABELS:
            self._text(labels.get(language), f"{where}.{language}")
        return labels

    def _one_of(self, value: Any, where: str, known: Collection[str]) -> str:
        if value not in known:
            raise self._fail(where, f"{value} is unknown here", "known are: " + ", ".join(known))
        return str(value)

    def schema(self, name: str, content: Any) -> Schema:
        top = self._mapping(content, "", _TOP)
        for key in _NEEDED:
            if key not in top:
                raise self._fail("", f"the key {key} is missing")
        if type(top["number"]) is not int:
            raise self._fail("number", "this must be a whole number")
        named = self._mapping(top.get("terms", {}), "terms")
        for term in named:
            if term in FILLS:
                raise self._fail(f"terms.{term}", "this is the name of a mechanism already")
        self._terms = {term: self._fill(value, f"terms.{term}") for term, value in named.items()}
        self._choice = self._criteria(top.get("choose", list(CHOICE)), "choose")
        life = tuple(
            self._stage(item, f"life.{n}") for n, item in enumerate(self._list(top.get("life"), "life"))
        )
        stages = tuple(stage.name for stage in life)
        named_columns = self._mapping(top["columns"], "columns")
        columns = tuple(self._column(column, named_columns, stages) for column in named_columns)
        names = tuple(named_columns)
        if not self._list(top["key"], "key"):
            raise self._fail("key", "this must name at least one column")
        return Schema(
            name=name,
            number=top["number"],
            label=self._label(top["label"], "label"),
            row=self._label(top["row"], "row"),
            key=self._columns(top["key"], "key", names),
            columns=columns,
            sources=tuple(
                self._source(item, f"sources.{n}")
                for n, item in enumerate(self._list(top["sources"], "sources"))
            ),
            place=self._file,
            identity=self._one_of(top.get("identity", "key"), "identity", get_args(Identity)),  # type: ignore[arg-type]
            terms=self._terms,
            may_lack=self._columns(top.get("may_lack"), "may_lack", names),
            life=life,
            steps=tuple(
                self._step(item, f"steps.{n}") for n, item in enumerate(self._list(top.get("steps"), "steps"))
            ),
            checks=tuple(
                self._check(item, f"checks.{n}", names)
                for n, item in enumerate(self._list(top.get("checks"), "checks"))
            ),
            facets=self._columns(top.get("facets"), "facets", names),
            sort=self._columns(top.get("sort"), "sort", names),
        )

    def _columns(self, value: Any, where: str, names: Collection[str]) -> tuple[str, ...]:
        return tuple(self._one_of(item, where, names) for item in self._list(value, where))

    def _criteria(self, value: Any, where: str) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else self._list(value, where)
        return tuple(self._one_of(item, where, CRITERIA) for item in listed)

    def _fill(self, value: Any, where: str) -> Fill:
        if isinstance(value, str):
            name, argument = value, None
        else:
            held = self._mapping(value, where)
            if len(held) != 1:
                raise self._fail(where, "this must be one mechanism and its argument")
            name, argument = next(iter(held.items()))
        if name in self._terms and argument is None:
            return self._terms[name]
        self._mechanism(name, argument, where, FILLS)
        return Fill(name, argument)

    def _mechanism(self, name: Any, argument: Any, where: str, known: Mapping[str, Mechanism]) -> None:
        if name not in known:
            raise self._fail(where, f"there is no mechanism {name}", "known are: " + ", ".join(sorted(known)))
        wrong = known[name].refuse(argument)
        if wrong is not None:
            raise self._fail(f"{where}.{name}", wrong)

    def _condition(self, value: Any, where: str) -> Condition:
        if isinstance(value, list):
            return Condition(
                any_of=tuple(self._condition(item, f"{where}.{n}") for n, item in enumerate(value))
            )
        held = self._mapping({} if value is None else value, where)
        wanted: list[tuple[str, tuple[Any, ...]]] = []
        least: list[tuple[str, float]] = []
        unwanted = None
        for name, allowed in held.items():
            if name == "not":
                unwanted = self._condition(allowed, f"{where}.not")
                continue
            if name not in FILLS and name not in self._terms:
                known = ", ".join(sorted([*FILLS, *self._terms]))
                raise self._fail(where, f"there is no mechanism {name}", f"known are: {known}")
            if isinstance(allowed, dict):
                bound = self._mapping(allowed, f"{where}.{name}", ("least",)).get("least")
                if not isinstance(bound, int | float):
                    raise self._fail(f"{where}.{name}.least", "this must be a number")
                least.append((name, float(bound)))
            else:
                wanted.append((name, tuple(allowed) if isinstance(allowed, list) else (allowed,)))
        return Condition(tuple(wanted), tuple(least), unwanted)

    def _source(self, value: Any, where: str) -> FeedingSource:
        held = self._mapping(value, where, ("when", "split"))
        split = held.get("split")
        if split is not None:
            self._mechanism(split, None, f"{where}.split", SPLITS)
        return FeedingSource(self._condition(held.get("when"), f"{where}.when"), split)

    def _compared(self, value: Any, where: str, names: Collection[str]) -> bool | str:
        return self._one_of(value, where, names) if isinstance(value, str) else self._flag(value, where)

    def _column(self, name: str, held: Mapping[str, Any], stages: Collection[str]) -> Column:
        where, names = f"columns.{name}", held
        held = self._mapping(held[name], where, _COLUMN)
        for key in ("type", "label"):
            if key not in held:
                raise self._fail(where, f"the key {key} is missing")
        origin = held.get("from", [])
        kind: ColumnType = self._one_of(held["type"], f"{where}.type", get_args(ColumnType))  # type: ignore[assignment]
        if kind == "status" and not stages:
            raise self._fail(where, "a status needs a life cycle", "describe its stages under life")
        fills = origin if isinstance(origin, list) else [origin]
        statuses = held.get("status", list(STATUSES))
        listed = [statuses] if isinstance(statuses, str) else self._list(statuses, f"{where}.status")
        default = ("reviewed", "official", "furthest", *CHOICE[2:]) if kind == "status" else self._choice
        choose = self._criteria(held["choose"], f"{where}.choose") if "choose" in held else default
        differs = kind in _COMPARED and choose[:1] not in [(name,) for name in _ENDS]
        return Column(
            name=name,
            type=kind,
            label=self._label(held["label"], f"{where}.label"),
            fills=tuple(self._fill(item, f"{where}.from") for item in fills),
            when=self._condition(held.get("when"), f"{where}.when"),
            unit=None if held.get("unit") is None else self._text(held["unit"], f"{where}.unit"),
            choose=choose,
            status=tuple(self._one_of(item, f"{where}.status", STATUSES) for item in listed),
            stage=None if "stage" not in held else self._one_of(held["stage"], f"{where}.stage", stages),
            many=self._flag(held.get("many", False), f"{where}.many"),
            expected=self._flag(held.get("expected", False), f"{where}.expected"),
            compare=self._compared(held.get("compare", differs), f"{where}.compare", names),
        )

    def _stage(self, value: Any, where: str) -> Stage:
        held = self._mapping(value, where, ("name", "label", "when"))
        name = self._text(held.get("name"), f"{where}.name")
        return Stage(
            name,
            self._label(held.get("label"), f"{where}.label"),
            self._condition(held.get("when"), f"{where}.when"),
        )

    def _parameters(self, held: Mapping[str, Any], where: str) -> Mapping[str, Any]:
        return self._mapping(held.get("with", {}), f"{where}.with")

    def _step(self, value: Any, where: str) -> Step:
        held = self._mapping(value, where, ("step", "with"))
        parameters = self._parameters(held, where)
        self._mechanism(held.get("step"), parameters, where, STEPS)
        return Step(str(held["step"]), parameters)

    def _check(self, value: Any, where: str, names: Collection[str]) -> Check:
        held = self._mapping(value, where, ("check", "flag", "label", "with"))
        parameters = self._parameters(held, where)
        self._mechanism(held.get("check"), parameters, where, CHECKS)
        for key in ("column", "other"):
            if key in parameters:
                self._one_of(parameters[key], f"{where}.with.{key}", names)
        return Check(
            str(held["check"]),
            self._text(held.get("flag"), f"{where}.flag"),
            self._label(held.get("label"), f"{where}.label"),
            parameters,
        )
