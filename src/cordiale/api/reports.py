"""Reports: the dossier of a party and the chronicle of several, as Markdown with footnotes."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import PlainTextResponse

from cordiale.api.answers import READ_ONE, Responses
from cordiale.api.asking import ChronicleAsked, Told
from cordiale.api.calls import Call, Reading, Route
from cordiale.api.registers import rows_of
from cordiale.api.statements import statements_of
from cordiale.publish.chronicle import write_chronicle
from cordiale.publish.dossier import write_dossier

router = APIRouter(route_class=Route, tags=["reports"])


class MarkdownResponse(PlainTextResponse):
    """A text in Markdown."""

    media_type = "text/markdown"


_MARKDOWN: dict[str, Any] = {"content": {"text/markdown": {"schema": {"type": "string"}}}}
_REPORT: Responses = {**READ_ONE, 200: {**READ_ONE[200], **_MARKDOWN}}


def _require_party(call: Call, code: str) -> None:
    if not statements_of(call).having("party", code):
        raise HTTPException(404, f"no statement speaks of {code}")


@router.get("/parties/{party}/dossier", responses=_REPORT, response_class=MarkdownResponse)
def read_dossier(party: str, call: Reading, asked: Annotated[Told, Query()]) -> MarkdownResponse:
    """All that is known of a country, region, town or bloc, by its code."""
    _require_party(call, party)
    text = write_dossier(
        call.state.holdings,
        party,
        language=asked.lang,
        findings=call.state.findings,
        rows=lambda register: rows_of(call, register),
    )
    return MarkdownResponse(text.encode("utf-8", "replace"))


@router.get("/chronicle", responses=_REPORT, response_class=MarkdownResponse)
def read_chronicle(call: Reading, asked: Annotated[ChronicleAsked, Query()]) -> MarkdownResponse:
    """What is told of several parties together, in the order of time."""
    codes = list(dict.fromkeys(asked.party))
    for code in codes:
        _require_party(call, code)
    text = write_chronicle(
        call.state.holdings, codes, language=asked.lang, since=asked.since, until=asked.until
    )
    return MarkdownResponse(text.encode("utf-8", "replace"))
