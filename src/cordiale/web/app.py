"""The application: pages and API over one ledger."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from cordiale.api import ADDRESS, create_api, reconciliation
from cordiale.web.desk import Desk
from cordiale.web.errors import add_errors, pending
from cordiale.web.intake import Intake
from cordiale.web.pictures import prepare
from cordiale.web.security import LOOPBACK, Guard
from cordiale.web.state import PendingError

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
    app.state.desk = Desk(place, [prepare])
    app.state.by = by
    app.state.intake = Intake(app.state.desk)
    app.router.on_startup += [app.state.desk.warm, app.state.intake.resume]
    app.router.on_shutdown.append(app.state.desk.close)
    for name in PAGES:
        app.include_router(import_module(f"cordiale.web.pages.{name}").router, include_in_schema=False)
    app.include_router(reconciliation)
    api = create_api(app.state.desk, by=by)
    api.add_exception_handler(PendingError, pending)
    app.mount(ADDRESS, api)
    folder = files("cordiale.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(folder)), name="static")
    add_errors(app)
    app.add_middleware(Guard, hosts=hosts, token=token, largest=largest)
    return app
