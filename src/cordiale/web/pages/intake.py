"""Intake: upload files or paste text, watch how they are read, stop it."""

import io
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from cordiale.web.intake import MOST_FILES, Intake, Job, TooLargeError
from cordiale.web.pages.settings import require_form
from cordiale.web.templating import Page, page_of, page_words, render

router = APIRouter()
_ENDINGS = (".txt", ".md")


def intake_of(request: Request) -> Intake:
    """The readings of this server: a dependency."""
    made: Intake = request.app.state.intake
    return made


def find_job(intake: Intake, key: str) -> Job:
    """The reading of this key; 404 where there is none."""
    if key not in intake.jobs:
        raise HTTPException(404)
    return intake.jobs[key]


@router.get("/intake")
def form(
    page: Annotated[Page, Depends(page_of)], intake: Annotated[Intake, Depends(intake_of)]
) -> HTMLResponse:
    """Where files are given and text is pasted; the readings of this server below."""
    jobs = list(reversed(intake.jobs.values()))
    with page.desk.ledger() as ledger:
        aside = ledger.files_set_aside()
    told = page_words(page, "intake")
    return render(page, "intake.html", told=told, jobs=jobs, aside=aside, endings=_ENDINGS)


@router.post("/intake", dependencies=[Depends(require_form)])
def begin(
    page: Annotated[Page, Depends(page_of)],
    intake: Annotated[Intake, Depends(intake_of)],
    files: list[UploadFile] | None = None,
    text: Annotated[str, Form()] = "",
    name: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:
    """Keep the files or the text beside the ledger and begin to read them."""
    problems = page_words(page, "intake")["problems"]
    given = [(one.filename or "", one.file) for one in files or () if one.filename]
    if text.strip():
        title = name.strip() or problems["untitled"]
        ending = "" if title.lower().endswith(_ENDINGS) else ".txt"
        given.append((title + ending, io.BytesIO(text.encode("utf-8"))))
    if not given:
        raise HTTPException(400, problems["nothing"])
    if len(given) > MOST_FILES:
        raise HTTPException(400, problems["many"].format(n=MOST_FILES))
    kept: list[Path] = []
    fresh: list[Path] = []
    for called, stream in given:
        try:
            path, new = intake.keep(called, stream)
            kept.append(path)
            fresh += [path] if new else []
        except TooLargeError:
            intake.forget(fresh)
            raise HTTPException(413, problems["large"].format(name=called)) from None
        except OSError as error:
            intake.forget(fresh)
            raise HTTPException(507, problems["disk"].format(reason=error.strerror or error)) from None
    return RedirectResponse(f"/intake/{intake.begin(kept, by=page.by).key}", 303)


@router.get("/intake/{key}")
def watch(
    key: str, page: Annotated[Page, Depends(page_of)], intake: Annotated[Intake, Depends(intake_of)]
) -> HTMLResponse:
    """How far a reading is, and what it did."""
    return render(page, "intake_job.html", told=page_words(page, "intake"), job=find_job(intake, key))


@router.get("/intake/{key}/progress")
def progress(key: str, intake: Annotated[Intake, Depends(intake_of)]) -> Response:
    """The same for the page's script."""
    return JSONResponse(find_job(intake, key).told())


@router.post("/intake/{key}/stop", dependencies=[Depends(require_form)])
def stop(key: str, intake: Annotated[Intake, Depends(intake_of)]) -> RedirectResponse:
    """End a reading between two documents: what was read is whole, the rest is not begun."""
    find_job(intake, key).stop.set()
    return RedirectResponse(f"/intake/{key}", 303)
