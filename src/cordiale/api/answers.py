"""Which answers the operations give beside the one asked for: errors are one clear line of JSON."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from cordiale.api.calls import Unchanged
from cordiale.ledger import LedgerError
from cordiale.registers import RegisterError

Responses = dict[int | str, dict[str, Any]]


class Problem(BaseModel):
    """What is the matter, in one line."""

    detail: str


def _declared(told: Mapping[int, str]) -> Responses:
    return {status: {"description": words, "model": Problem} for status, words in told.items()}


_ANY = {
    400: "The request cannot be read, or names another server.",
    401: "An access token is needed: `Authorization: Bearer`.",
    413: "More than is taken at once.",
    422: "A value that cannot be.",
    500: "A fault of the program.",
    503: "The ledger cannot be used at this moment.",
}
READ: Responses = {
    **_declared(_ANY),
    200: {
        "headers": {
            "ETag": {
                "description": "Changes with the ledger; send it back in If-None-Match.",
                "schema": {"type": "string"},
            }
        }
    },
    304: {"description": "Unchanged since the answer with the ETag named in If-None-Match."},
}
"""What every operation that reads can answer."""
READ_ONE: Responses = {**READ, **_declared({404: "There is none of this name."})}
WRITE: Responses = _declared(
    {
        **_ANY,
        403: "It came from another site.",
        404: "What it is about is not there.",
        409: "What is there already forbids it.",
        415: "It was not sent as application/json.",
    }
)
"""What every operation that writes can answer."""

Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def add_answers(app: FastAPI) -> None:
    """Make ``app`` answer all errors so."""
    answers: Mapping[Any, Handler] = {
        HTTPException: _refused,
        RequestValidationError: _invalid,
        LedgerError: _unusable,
        RegisterError: _unregistered,
        Unchanged: _unchanged,
        Exception: _failed,
    }
    for error, answer in answers.items():
        app.add_exception_handler(error, answer)


async def _refused(_: Request, error: HTTPException) -> Response:
    return JSONResponse({"detail": str(error.detail)}, error.status_code, headers=error.headers)


async def _invalid(_: Request, error: RequestValidationError) -> Response:
    faults = error.errors()
    if faults[0]["type"] == "json_invalid":
        return JSONResponse({"detail": "the body is no JSON"}, 400)
    return JSONResponse({"detail": tell(faults)}, 422)


def tell(errors: Any) -> str:
    """The first few faults of a request in one line, each with its place.

    >>> tell([{"loc": ("query", "limit"), "msg": "Input should be less than 500"}])
    'limit: Input should be less than 500'
    """
    told = []
    for error in list(errors)[:3]:
        place = ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0])
        told.append(f"{place}: {error['msg']}")
    return " ".join("; ".join(told).split())


async def _unusable(_: Request, error: LedgerError) -> Response:
    return JSONResponse({"detail": str(error)}, 503)


async def _unregistered(_: Request, error: RegisterError) -> Response:
    return JSONResponse({"detail": str(error)}, 422)


async def _unchanged(_: Request, error: Unchanged) -> Response:
    return Response(status_code=304, headers={"etag": error.tag, "cache-control": "private, no-cache"})


async def _failed(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": "this is a fault of the program; its log says more"}, 500)
