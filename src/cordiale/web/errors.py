"""What is the matter, in one plain sentence: as a page to a reader, as JSON to a program."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from cordiale.api.answers import tell
from cordiale.ledger import LedgerError
from cordiale.publish.reasons import say_reason
from cordiale.registers import RegisterError
from cordiale.web.security import PROGRAMS
from cordiale.web.state import PendingError
from cordiale.web.templating import page_of, render, words_of

_PHRASES = frozenset(status.phrase for status in HTTPStatus)
_AGAIN = 10
"""Seconds after which what is being worked out is asked for again."""
_LONGEST = 60
"""Characters shown of a value that cannot be read."""


def add_errors(app: FastAPI) -> None:
    """Make ``app`` answer all errors so."""
    answers: Mapping[Any, Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
        HTTPException: _failed,
        RequestValidationError: _unreadable,
        LedgerError: _refused,
        RegisterError: _refused,
        PendingError: pending,
    }
    for error, answer in answers.items():
        app.add_exception_handler(error, answer)


async def _failed(request: Request, error: HTTPException) -> Response:
    detail = str(error.detail or "")
    # The standard phrase of a status says nothing that the page's own words do not.
    return _told(request, error.status_code, "" if detail in _PHRASES else detail)


async def _unreadable(request: Request, error: RequestValidationError) -> Response:
    """A value that has not the form that the page needs: which, and what was sent."""
    faults = error.errors()
    if _for_program(request):
        return JSONResponse({"detail": tell(faults)}, 422)
    words = words_of(page_of(request).language)["unreadable"]
    name, value = str(faults[0]["loc"][-1]), faults[0].get("input")
    if faults[0]["type"] == "missing":
        return _told(request, 422, words["missing"].format(name=name))
    return _told(request, 422, words["value"].format(name=name, value=str(value)[:_LONGEST]))


async def _refused(request: Request, error: LedgerError | RegisterError) -> Response:
    if _for_program(request):
        return _told(request, 400, str(error))
    language = page_of(request).language
    parts = (say_reason(part, language) for part in (error.reason, error.advice) if part)
    words = words_of(language)["refused"]
    return _told(request, 400, words["place"].format(place=error.place, told=words["join"].join(parts)))


async def pending(request: Request, _error: Exception) -> Response:
    """What is asked for is being worked out: a page that asks again by itself, or when to ask again."""
    answer = _told(request, 503, "")
    answer.headers["Retry-After"] = str(_AGAIN)
    answer.headers["Refresh"] = str(_AGAIN)
    return answer


def _for_program(request: Request) -> bool:
    return request.url.path.startswith(PROGRAMS)


def _told(request: Request, status: int, detail: str) -> Response:
    if _for_program(request):
        return JSONResponse({"detail": detail or HTTPStatus(status).phrase}, status)
    page = page_of(request)
    told = page.words["errors"].get(status, page.words["errors"]["other"])
    return render(page, "error.html", status=status, told=told, detail=detail)
