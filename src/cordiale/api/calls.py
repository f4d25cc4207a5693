"""One call of the API: the state that answers it, the ledger, who acts; and what every answer carries.

Why no other site can make a reader's browser write here (CSRF): what changes something is taken only
with ``Content-Type: application/json``. A form of another site cannot send that, and a script of another
site may not without asking first (a CORS preflight), which is never granted. No cookie takes part.
"""

import hashlib
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Annotated, Any, Protocol

from fastapi import Depends, Header, HTTPException, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from cordiale import __version__
from cordiale.ledger import Ledger
from cordiale.model import Finding
from cordiale.registers.holdings import Holdings

READING = frozenset(("GET", "HEAD", "OPTIONS"))
LONGEST_NAME = 80
"""Characters of the name of who acts."""


class State(Protocol):
    """One state of a ledger: what it holds, what was found in it, and indexes made once for it."""

    @property
    def stamp(self) -> str:
        """What differs from that of every other state."""

    @property
    def holdings(self) -> Holdings:
        """All that the ledger holds."""

    @property
    def recomputing(self) -> bool:
        """Whether the findings are those of the state before, while its own are being made."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first; those of the state before while its own are being made."""

    def find(self) -> tuple[Finding, ...]:
        """The findings of this very state, however long it takes."""

    def follow(self, key: str, make: Callable[[tuple[Finding, ...]], Any]) -> Any:
        """What ``make`` gives of the findings, made once, and once more when newer findings are there."""

    def keep(self, key: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for this state."""


class Desk(Protocol):
    """What the API is served from; ``web.desk.Desk`` is one."""

    def state(self, *, fresh: bool = False) -> State:
        """The state of the ledger: of this moment where ``fresh``, else possibly the one before."""

    def ledger(self, *, read_only: bool = True) -> Ledger:
        """The ledger, opened for one call."""


class Unchanged(Exception):  # noqa: N818 - it is no error
    """The asker has this answer already; ``tag`` is its ETag."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


class Call:
    """One call: ``state`` and ``ledger`` answer it, and are the same from its beginning to its end."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk

    @cached_property
    def state(self) -> State:
        """The last state of the ledger; with ``Cache-Control: no-cache`` that of this moment."""
        return self.desk.state(fresh=self.fresh)

    @property
    def fresh(self) -> bool:
        """Whether what is asked for is to be of this moment."""
        return "no-cache" in self.request.headers.get("cache-control", "")

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, opened for reading once for the call."""
        return self.desk.ledger()

    @property
    def base(self) -> str:
        """The address of this server, without a slash at its end."""
        url = self.request.url
        return f"{url.scheme}://{url.netloc}"

    def tag(self) -> str:
        """The ETag of the answer: who asks the same of the same ledger gets the same."""
        told = [__version__, self.state.stamp, self.ledger.stamp(), str(self.request.url)]
        told.append(str(self.state.recomputing))
        return f'"{hashlib.sha256(chr(0).join(told).encode()).hexdigest()[:32]}"'

    def close(self) -> None:
        """Close the ledger where it was opened."""
        if "ledger" in self.__dict__:
            self.ledger.close()


def call_of(request: Request) -> Iterator[Call]:
    """The call of a request that reads; raises ``Unchanged`` where the asker names the answer's ETag."""
    call = Call(request)
    try:
        request.state.tag = call.tag()
        known = (
            part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")
        )
        if request.state.tag in known:
            raise Unchanged(request.state.tag)
        yield call
    finally:
        call.close()


def writing_call(
    request: Request,
    x_cordiale_by: Annotated[
        str | None,
        Header(description="Who acts; a field `by` of the body goes before it.", max_length=LONGEST_NAME),
    ] = None,
) -> Iterator[Call]:
    """The call of a request that writes; the header names who acts."""
    call = Call(request)
    request.state.by = x_cordiale_by
    try:
        yield call
    finally:
        call.close()


Reading = Annotated[Call, Depends(call_of)]
Writing = Annotated[Call, Depends(writing_call)]


def who(call: Call, told: str | None) -> str:
    """Who acts: as told in the body, else by the header, else whom the server was started for."""
    header = call.request.state.by or ""
    with suppress(UnicodeError):  # what is no UTF-8 stays as it is
        header = header.encode("latin-1").decode()
    name = " ".join((told or header).split())
    if not name:
        return str(call.request.app.state.by)
    if not name.isprintable():
        raise HTTPException(422, "by: the name holds characters that cannot be shown")
    return name[:LONGEST_NAME]


class Route(APIRoute):
    """A route whose writes take JSON alone (see above), and whose answers carry their ETag."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with both around it."""
        handle = super().get_route_handler()

        async def serve(request: Request) -> Response:
            if request.method not in READING:
                _require_json(request.headers)
            answer = await handle(request)
            tag = getattr(request.state, "tag", None)
            if tag is not None and answer.status_code == 200:
                answer.headers["etag"] = tag
                answer.headers["cache-control"] = "private, no-cache"
            return answer

        return serve


def _require_json(headers: Mapping[str, str]) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "send this as application/json")
