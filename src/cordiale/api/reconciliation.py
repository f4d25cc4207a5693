"""The reconciliation service: OpenRefine and its like match their lists of names against the ledger.

It follows the specification of the W3C Entity Reconciliation Community Group, version 0.2, and stands at
``/reconcile``. It reads, and nothing else.

Who may read it from a web page: the specification wants services to answer pages of other origins (CORS).
Answering all of them would let any site that the reader visits ask a ledger on this machine who is in it.
So the manifest, which tells nothing of the ledger, answers every origin; what comes from the ledger answers
pages of this machine alone (OpenRefine's own, on whatever port) and the origins that the variable
``CORDIALE_RECONCILE_ORIGINS`` names (``*`` for all). No cookie is admitted from elsewhere, and there is no
JSONP: a ``callback`` is refused.
"""

import html
import json
import os
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, HTTPException, Request
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from cordiale.api.answers import tell
from cordiale.api.calls import Call
from cordiale.api.entities import entities_of, names_of
from cordiale.api.matching import (
    LARGEST_BATCH,
    PROPERTIES,
    ExtendQuery,
    MatchQuery,
    all_types,
    extend,
    match_names,
    property_object,
    type_object,
    types_of,
)
from cordiale.model import Entity
from cordiale.publish.safety import printable
from cordiale.publish.wording import Wording
from cordiale.vocabulary import load_yaml

VARIABLE = "CORDIALE_RECONCILE_ORIGINS"
"""The environment's list of further origins whose pages may ask, parted by spaces; ``*`` admits all."""
_LOCAL = ("localhost", "127.0.0.1", "::1")
_FRAMES = "http://localhost:* http://127.0.0.1:*"
_WIDTH, _HEIGHT = 420, 240
_SUGGESTED = 10
_LARGEST = 2_000_000
"""Bytes of the queries of one request."""
_BATCH: TypeAdapter[dict[str, MatchQuery]] = TypeAdapter(dict[str, MatchQuery])
_EXTEND = TypeAdapter(ExtendQuery)

reconciliation = APIRouter(prefix="/reconcile", include_in_schema=False)


def may_read(origin: str) -> bool:
    """Whether pages of an origin may read what the service tells of the ledger.

    >>> may_read("http://127.0.0.1:3333"), may_read("https://example.org"), may_read("null")
    (True, False, False)
    """
    named = os.environ.get(VARIABLE, "").split()
    try:
        host = urlsplit(origin).hostname
    except ValueError:
        return False
    return host in _LOCAL or "*" in named or origin in named


def _answer(request: Request, content: Any, status: int = 200, *, everyone: bool = False) -> Response:
    """JSON with the CORS headers that the asking page's origin gets."""
    answer = JSONResponse(content, status, headers={"vary": "Origin", "cache-control": "no-store"})
    origin = request.headers.get("origin", "")
    if everyone:
        answer.headers["access-control-allow-origin"] = "*"
    elif origin and may_read(origin):
        answer.headers["access-control-allow-origin"] = origin
    return answer


def _wording(request: Request) -> Wording:
    return Wording("fr" if request.headers.get("accept-language", "").lower().startswith("fr") else "en")


@reconciliation.get("")
async def ask(request: Request) -> Response:
    """The manifest; with ``queries`` the results of a batch, with ``extend`` more about some entities."""
    return await run_in_threadpool(_serve, request, dict(request.query_params))


@reconciliation.post("")
async def ask_by_form(request: Request) -> Response:
    """The same for longer batches: a form with ``queries`` or ``extend``, or such an object in JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        try:
            sent = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise HTTPException(400, "the body is no JSON") from None
        if not isinstance(sent, dict):
            raise HTTPException(400, "the body is no JSON object")
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in sent.items()}
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        told = {name: str(value) for name, value in (await request.form(max_part_size=_LARGEST)).items()}
    else:
        raise HTTPException(415, "send this as a form, or as application/json")
    return await run_in_threadpool(_serve, request, told)


def _serve(request: Request, told: dict[str, str]) -> Response:
    if "callback" in told:
        raise HTTPException(400, "JSONP is not served: leave out callback")
    call = Call(request)
    try:
        if "queries" in told:
            return _answer(request, _match(call, told["queries"], _wording(request)))
        if "extend" in told:
            query = _read(_EXTEND, told["extend"])
            known = {
                name: entity for name in query.ids if (entity := entities_of(call).get(name)) is not None
            }
            return _answer(request, extend(known, query, _wording(request)))
        return _answer(request, _manifest(call, _wording(request)), everyone=True)
    finally:
        call.close()


def _match(call: Call, told: str, wording: Wording) -> dict[str, Any]:
    batch = _read(_BATCH, told)
    if len(batch) > LARGEST_BATCH:
        raise HTTPException(413, f"{len(batch)} queries: send at most {LARGEST_BATCH} at once")
    return match_names(names_of(call), batch, wording)


def _read(shape: TypeAdapter[Any], told: str) -> Any:
    if len(told) > _LARGEST:
        raise HTTPException(413, "these are too many queries for one request")
    try:
        return shape.validate_json(told.encode("utf-8", "surrogatepass"))
    except ValidationError as error:
        faults = error.errors()
        if faults[0]["type"] == "json_invalid":
            raise HTTPException(400, "the queries are no JSON") from None
        raise HTTPException(422, tell([{**one, "loc": ("query", *one["loc"])} for one in faults])) from None


def _manifest(call: Call, wording: Wording) -> dict[str, Any]:
    """What the service is and can do; of the ledger it tells nothing."""
    base = call.base
    suggest = {"service_url": base}
    return {
        "versions": ["0.2"],
        "name": load_yaml("interface/web.yml")[wording.language]["brand"],
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": f"{base}/entities?kind=",
        "defaultTypes": [type_object(name, wording) for name in all_types(())],
        "view": {"url": f"{base}/entities/{{{{id}}}}"},
        "preview": {"url": f"{base}/reconcile/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {
            name: {**suggest, "service_path": f"/reconcile/suggest/{name}"}
            for name in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": LARGEST_BATCH,
    }


@reconciliation.get("/suggest/entity")
def suggest_entity(request: Request, prefix: str = "", cursor: str = "") -> Response:
    """Entities whose name has words that begin so."""
    call, wording, start = Call(request), _wording(request), _first(cursor)
    found = names_of(call).begun(prefix[:200], limit=start + _SUGGESTED)[start:]
    return _answer(
        request,
        {
            "result": [
                {
                    "id": entity.id,
                    "name": entity.name,
                    "description": ", ".join(list(entity.names)[:3]),
                    "notable": [type_object(name, wording) for name in types_of(entity)],
                }
                for entity in found
            ]
        },
    )


def _first(cursor: str) -> int:
    """Where a list begins; a cursor that is none begins it anew."""
    return min(int(cursor), 1000) if cursor.isdecimal() and len(cursor) < 6 else 0


@reconciliation.get("/suggest/type")
def suggest_type(request: Request, prefix: str = "", cursor: str = "") -> Response:
    """Types whose name or id begins so."""
    call, wording = Call(request), _wording(request)
    types: list[str] = call.state.keep("entity types", lambda: all_types(call.state.holdings.entities.all()))
    return _answer(
        request, {"result": _begun([type_object(name, wording) for name in types], prefix, cursor)}
    )


@reconciliation.get("/suggest/property")
def suggest_property(request: Request, prefix: str = "", cursor: str = "") -> Response:
    """Properties whose name or id begins so."""
    wording = _wording(request)
    told = [property_object(name, wording) for name in PROPERTIES]
    return _answer(request, {"result": _begun(told, prefix, cursor)})


def _begun(told: list[dict[str, str]], prefix: str, cursor: str) -> list[dict[str, str]]:
    key, start = prefix.strip().casefold(), _first(cursor)
    found = [one for one in told if any(one[name].casefold().startswith(key) for name in ("id", "name"))]
    return found[start : start + _SUGGESTED]


@reconciliation.get("/properties")
def properties(request: Request, type: str = "") -> Response:  # noqa: A002
    """The properties that rows of a type can be extended by."""
    wording = _wording(request)
    told = [property_object(name, wording) for name in PROPERTIES]
    return _answer(request, {"type": type, "properties": told})


@reconciliation.get("/preview")
def preview(request: Request, id: str = "") -> Response:  # noqa: A002
    """A small page about an entity, shown by a client in a frame; frames of this machine's pages only."""
    call, wording = Call(request), _wording(request)
    entity = entities_of(call).get(id)
    if entity is None:
        raise HTTPException(404, "no entity has this id")
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {_frames()}"
    return HTMLResponse(
        _page(entity, f"{call.base}/entities/{quote(entity.id, safe=':')}", wording),
        headers={"content-security-policy": policy, "vary": "Accept-Language"},
    )


def _frames() -> str:
    """Whose pages may frame the preview: as ``may_read``."""
    named = [one for one in os.environ.get(VARIABLE, "").split() if not set(one) & set(";,'\"")]
    return " ".join((_FRAMES, *named))


def _page(entity: Entity, address: str, wording: Wording) -> str:
    def plain(text: str) -> str:
        return html.escape(" ".join(printable(text).split()))

    kind = plain(type_object(types_of(entity)[0], wording)["name"])
    names = "".join(
        f"<li>{plain(name)} ({wording.number(number)})</li>"
        for name, number in list(entity.names.items())[:6]
    )
    head = f'<!doctype html><html lang="{wording.language}"><meta charset="utf-8">'
    head += f"<title>{plain(entity.name)}</title>"
    title = (
        f'<h1><a href="{html.escape(address)}" target="_blank" rel="noopener">{plain(entity.name)}</a></h1>'
    )
    return f"{head}<body>{title}<p>{kind} · {plain(entity.id)}</p><ul>{names}</ul></body></html>"
