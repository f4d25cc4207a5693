"""What keeps a reader safe from the documents, and the ledger from other sites and machines.

Every answer carries a strict Content-Security-Policy: no script but ours, none inline, nothing from
elsewhere. Requests must name this server as their host (a page of another site that has its own name
point here is refused), and what changes something must come from a page of ours.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ACCESS = "cordiale_access"
"""The cookie that holds the access token, where one is asked for."""
FORM = "cordiale_form"
"""The cookie that a form's hidden field must repeat."""
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
PROGRAMS = ("/api/", "/reconcile")
"""Where programs ask: errors are JSON there, and what is served is described by an OpenAPI document."""
LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]", "::1"))


def new_token() -> str:
    """A fresh access token: 256 random bits, to be shown once."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so that a plain hash cannot be guessed back.

    >>> len(token_hash("x"))
    64
    """
    return hashlib.sha256(token.encode()).hexdigest()


class Guard:
    """Wraps the application: host, token, origin of forms, size of bodies, and the headers of answers.

    ``hosts`` are the names it answers to, ``token`` the hash of the access token or None where none is
    asked for, ``largest`` the greatest body in bytes.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], token: str | None, largest: int) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.token = token
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        form = cookies.get(FORM, "")
        fresh = "" if len(form) >= 32 else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["form_token"] = form or fresh
        told = self._refusal(scope, headers, cookies)
        if told is not None:
            status, words = told
            await _told(scope["path"], status, words)(scope, receive, send)
            return
        begun = False

        async def note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            if scope["method"] == "HEAD" and not scope["path"].startswith(PROGRAMS):
                await self.app(
                    {**scope, "method": "GET"},
                    _limited(receive, self.largest),
                    _dressed(_headless(note), fresh),
                )
            else:
                await self.app(scope, _limited(receive, self.largest), _dressed(note, fresh))
        except Exception:
            # What nobody foresaw is answered with the same care, then told to the server's log.
            if not begun:
                await PlainTextResponse("Something did not work.", 500, headers=HEADERS)(scope, receive, send)
            raise

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> tuple[int, str] | None:
        """Why a request is refused, with its status; None where it may go on."""
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self.hosts:
            return 400, "This server does not answer to that name."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.largest:
            return 413, f"More than {self.largest // 1_000_000} MB; send less at once."
        if self.token is not None and not self._admitted(scope, headers, cookies):
            return 401, "An access token is needed: open the address that 'cordiale serve' printed."
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            return 403, "This came from another site."
        if origin is None and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "This came from another site."
        return None

    def _admitted(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> bool:
        given = [cookies.get(ACCESS, ""), headers.get("authorization", "").removeprefix("Bearer ")]
        if scope["path"] == "/enter":
            given += parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [])
        assert self.token is not None
        return any(hmac.compare_digest(token_hash(token), self.token) for token in given if token)


def _told(path: str, status: int, words: str) -> Response:
    """Why a request is refused, in one line: as JSON to a program."""
    if path.startswith(PROGRAMS):
        return JSONResponse({"detail": words}, status, headers=HEADERS)
    return PlainTextResponse(words, status, headers=HEADERS)


def same_form(sent: str, held: str) -> bool:
    """Whether a form's hidden field repeats the cookie that came with it.

    >>> same_form("a", "a"), same_form("", "")
    (True, False)
    """
    return bool(held) and hmac.compare_digest(sent.encode(), held.encode())


def _cookies(header: str) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _limited(receive: Receive, largest: int) -> Receive:
    taken = 0

    async def read() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        # A body without a length that goes on for ever ends here: the rest of it is never read.
        return message if taken <= largest else {"type": "http.disconnect"}

    return read


def _headless(send: Send) -> Send:
    """Answers as a page would, without its body."""

    async def pass_on(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return pass_on


def _dressed(send: Send, fresh: str) -> Callable[[Message], Awaitable[None]]:
    async def dress(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if fresh:
                headers.append("set-cookie", f"{FORM}={fresh}; Path=/; HttpOnly; SameSite=Strict")
        await send(message)

    return dress
