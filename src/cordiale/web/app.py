"""The application: pages and API over one ledger."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from cordiale.api import ADDRESS, create_api, reconciliation
from cordiale.ledger import LedgerError
from cordiale.registers import RegisterError
from cordiale.web.desk import Desk
from cordiale.web.intake import Intake
from cordiale.web.security import LOOPBACK, Guard
from cordiale.web.templating import page_of, render

PAGES: Sequence[str] = (
    "start",
    "settings",
    "documents",
    "statements",
    "search",
    "findings",
    "registers",
    "parties",
    "entities",
    "blind",
    "review",
    "intake",
    "series",
    "network",
)
"""The modules of ``web/pages``; each has a ``router``."""

LARGEST = 80 * 1024 * 1024
"""Bytes of one request: a file of the largest size that is read, and the form around it."""


def create_app(
    place: str,
    *,
    by: str,
    hosts: Iterable[str] = LOOPBACK,
    token: str | None = None,
    largest: int = LARGEST,
) -> FastAPI:
    """The application over the ledger at ``place``.

    ``by`` is who acts where the reader has given no name; ``hosts`` are the names it answers to;
    ``token`` is the hash of the access token, None where none is asked for.
    """
    app = FastAPI(title="Cordiale", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(place)
    app.state.by = by
    app.state.intake = Intake(app.state.desk)
    app.router.on_startup += [app.state.desk.warm, app.state.intake.resume]
    for name in PAGES:
        app.include_router(import_module(f"cordiale.web.pages.{name}").router, include_in_schema=False)
    app.include_router(reconciliation)
    app.mount(ADDRESS, create_api(app.state.desk, by=by))
    folder = files("cordiale.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(folder)), name="static")
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(LedgerError, _refused)
    app.add_exception_handler(RegisterError, _refused)
    app.add_middleware(Guard, hosts=hosts, token=token, largest=largest)
    return app


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, str(error.detail or ""))


async def _refused(request: Request, error: Exception) -> Response:
    return _told(request, 400, str(error))


def _told(request: Request, status: int, words: str) -> Response:
    """One clear line: as a page to a reader, as JSON to a program."""
    if request.url.path.startswith(("/api/", "/reconcile")):
        return JSONResponse({"detail": words}, status)
    page = page_of(request)
    told = page.words["errors"].get(status, page.words["errors"]["other"])
    return render(page, "error.html", status=status, told=told, detail=words)
