"""The reader's own settings: language and name; and the door that takes an access token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse

from cordiale.web.security import ACCESS, same_form
from cordiale.web.templating import LANGUAGE_COOKIE, LANGUAGES, NAME_COOKIE, Page, page_of

router = APIRouter()
_YEAR = 365 * 24 * 3600
_LONGEST_NAME = 80
_LONGEST_FIELD = 4000


def require_form(request: Request, form: Annotated[str, Form()] = "") -> None:
    """Refuses what did not come from a form of ours: a dependency of everything that changes something."""
    if not same_form(form, request.state.form_token):
        raise HTTPException(403, "form")


async def form_values(request: Request) -> dict[str, str]:
    """What a form sent, each field cut at a length that no honest field has: a dependency."""
    return {name: str(value)[:_LONGEST_FIELD] for name, value in (await request.form()).items()}


@router.get("/enter")
def enter(token: str = "") -> RedirectResponse:
    """Keep the access token that came with the address, and go to the start (the guard has checked it)."""
    answer = RedirectResponse("/", 303)
    if token.isascii() and token.isprintable() and token:
        answer.set_cookie(ACCESS, token, httponly=True, samesite="strict", max_age=30 * 24 * 3600)
    return answer


@router.post("/settings", dependencies=[Depends(require_form)])
def settings(
    page: Annotated[Page, Depends(page_of)],
    language: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> RedirectResponse:
    """Change language and name, then go back to the page."""
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if inside else "/", 303)
    if language in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, language, samesite="strict", httponly=True, max_age=_YEAR)
    named = " ".join(name.split())[:_LONGEST_NAME]
    if named and named.isprintable() and all(ord(letter) < 256 for letter in named):
        answer.set_cookie(NAME_COOKIE, named, samesite="strict", httponly=True, max_age=_YEAR)
    return answer
