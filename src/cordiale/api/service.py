"""The API as an application of its own, to be mounted under ``/api/v1``."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from cordiale import __version__
from cordiale.api import (
    acts,
    documents,
    entities,
    entries,
    findings,
    judgements,
    registers,
    reports,
    statements,
)
from cordiale.api.answers import add_answers
from cordiale.api.calls import Desk

_GROUPS = (documents, statements, entities, findings, registers, reports, acts, judgements, entries)
ADDRESS = "/api/v1"
"""Where it is mounted."""
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def create_api(desk: Desk | None, *, by: str) -> FastAPI:
    """The API over the ledger of ``desk`` (None only to read its OpenAPI document).

    ``by`` is who acts where a call names nobody. Its document is at ``/openapi.json``.

    >>> create_api(None, by="reader").openapi()["info"]["title"]
    'Cordiale'
    """
    api = FastAPI(
        title="Cordiale",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_name,
        root_path_in_servers=False,
    )
    api.state.desk = desk
    api.state.by = by
    for group in _GROUPS:
        api.include_router(group.router)
    add_answers(api)

    def document() -> dict[str, Any]:
        if api.openapi_schema is None:
            api.openapi_schema = _document(api)
        return api.openapi_schema

    api.openapi = document  # type: ignore[method-assign]
    return api


def _name(route: APIRoute) -> str:
    return route.name


def _document(api: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=api.title,
        version=api.version,
        routes=api.routes,
        servers=[{"url": ADDRESS}],
        description=str(__doc__),
    )
    for methods in made["paths"].values():
        for operation in methods.values():
            for status, told in operation["responses"].items():
                if status[0] in "45":  # errors are JSON also where the answer asked for is another text
                    told["content"] = {"application/json": {"schema": dict(_PROBLEM)}}
    # On this machine alone no token is asked for; elsewhere one is.
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]
    return made
