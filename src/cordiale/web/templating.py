"""Templates with the words of the reader's language, and what every page shows around its content."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import escape
from starlette.responses import HTMLResponse, Response

from cordiale.publish.explaining import describe, explain, say_state
from cordiale.publish.reasons import say_why
from cordiale.publish.safety import printable
from cordiale.publish.wording import Wording, show_period
from cordiale.vocabulary import load_yaml
from cordiale.web.desk import Desk
from cordiale.web.state import State

LANGUAGES = ("fr", "en")
LANGUAGE_COOKIE = "cordiale_language"
NAME_COOKIE = "cordiale_name"
_BREAKABLE = re.compile(r"[ \t\r\n\f\v\u2028\u2029\x85]+")


_TOKEN = secrets.token_hex(16)
"""Stands in a page that is made once for all where each reader's own token of forms goes."""

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])


@dataclass(frozen=True)
class Page:
    """One request's surroundings: the desk, the reader's language and words, and who acts."""

    request: Request
    desk: Desk
    language: str
    wording: Wording
    words: Mapping[str, Any]
    by: str

    @cached_property
    def stamp(self) -> str:
        """The ledger's stamp when the page was asked for."""
        return self.desk.stamp()

    @cached_property
    def state(self) -> State:
        """The state of the ledger that the page is made from: asked for once, the same for all of it."""
        return self.desk.state(stamp=self.stamp)

    @property
    def recomputing(self) -> str | None:
        """When what the page shows was found, where the ledger has changed since; else None."""
        if "state" not in vars(self) or not (self.state.recomputing or self.desk.behind(self.state)):
            return None
        at = self.state.found_at
        return "" if at is None else at.strftime("%Y-%m-%d, %H:%M:%S")


def page_of(request: Request) -> Page:
    """The surroundings of a request: a dependency of every page."""
    language = _language(request)
    return Page(
        request=request,
        desk=request.app.state.desk,
        language=language,
        wording=_wording(language),
        words=words_of(language),
        by=request.cookies.get(NAME_COOKIE) or request.app.state.by,
    )


def words_of(language: str) -> Mapping[str, Any]:
    """The words of the web application in a language (``data/interface/web.yml``)."""
    words: Mapping[str, Any] = load_yaml("interface/web.yml")[language]
    return words


def page_words(page: Page, name: str) -> Mapping[str, Any]:
    """The words of one group of pages (``data/interface/web/<name>.yml``) in the reader's language."""
    words: Mapping[str, Any] = load_yaml(f"interface/web/{name}.yml")[page.language]
    return words


def render(page: Page, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from its template, with the frame's own values."""
    made = _environment(page.language).get_template(template)
    html = made.render(
        page=page,
        status=status,
        path=page.request.url.path,
        language=page.language,
        languages=LANGUAGES,
        words=page.words,
        said=page.wording.words,
        form_token=page.request.state.form_token,
        seeking="state" in vars(page) and page.state.seeking,
        recomputing=page.recomputing,
        **context,
    )
    return HTMLResponse(html, status)


def once(endpoint: Endpoint) -> Endpoint:
    """A page that is the same for all who ask the same while the ledger stays as it is: made for the first.

    Only the token of its forms is the reader's own. Its endpoint has the parameter ``page``.
    """

    @wraps(endpoint)
    def answer(**asked: Any) -> Response:
        page: Page = asked["page"]
        request, token = page.request, page.request.state.form_token
        url = request.url
        state = page.state
        question = (url.path, url.query, page.language, page.by, page.stamp, state.sought, page.recomputing)

        def make() -> bytes | None:
            made = endpoint(**asked)
            whole = type(made) is HTMLResponse and made.status_code == HTTPStatus.OK
            return bytes(made.body) if whole else None

        request.state.form_token = _TOKEN
        try:
            html = state.recall(question, make)
        finally:
            request.state.form_token = token
        if html is None:  # a file, which is made for each
            return endpoint(**asked)
        return HTMLResponse(html.replace(_TOKEN.encode(), escape(token).encode()))

    return answer  # type: ignore[return-value]


def _language(request: Request) -> str:
    """What the address asks for, else the cookie, else the browser, else the first language."""
    asked = [request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, "")]
    accepted = request.headers.get("accept-language", "").split(",")
    asked += [part.strip()[:2].lower() for part in accepted[:8]]
    return next((code for code in asked if code in LANGUAGES), LANGUAGES[0])


@cache
def _wording(language: str) -> Wording:
    return Wording(language)


_MAPPINGS: dict[type, bool] = {}
"""Types of what templates are given, with whether they are mappings: asked thousands of times a page."""


def _is_mapping(thing: object) -> bool:
    kind = type(thing)
    known = _MAPPINGS.get(kind)
    if known is None:
        known = _MAPPINGS[kind] = issubclass(kind, Mapping)
    return known


class _Environment(Environment):
    """What a template writes after a dot is looked for among the words first, then as an attribute."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``told.clear`` is the word, not the method of the mapping."""
        if _is_mapping(obj) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _environment(language: str) -> Environment:
    environment = _Environment(
        loader=PackageLoader("cordiale.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    wording = _wording(language)
    roles = load_yaml(f"interface/{language}.yml")["findings"]["roles"]
    environment.filters.update(
        number=wording.number,
        place=wording.place,
        code=wording.code,
        amount=lambda fields: wording.amount(dict(fields)) or "",
        plain=_plain,
        flowing=lambda text: _BREAKABLE.sub(" ", printable(str(text))),
        quoted=lambda text: _plain(text).join(wording.words["report"]["quotes"]),
        state=lambda state: say_state(state, language) or "",
        role=lambda role: roles.get(role) or wording.code(role),
        why=lambda reason: _plain(say_why(str(reason), language)),
        explained=lambda finding: explain(finding, language),
        rule=lambda name: describe(name, language),
    )
    environment.globals.update(
        period=show_period, with_query=_with_query, colon=load_yaml(f"interface/{language}.yml")["colon"]
    )
    return environment


def _plain(text: object) -> str:
    """Words on one line; the spaces that must not break stay what they are."""
    return _BREAKABLE.sub(" ", printable(str(text))).strip()


@pass_context
def _with_query(context: Context, **changed: Any) -> str:
    """The page's own address with some of its parameters changed; None takes one out."""
    request: Request = context["page"].request
    held = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    held += [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode(held)}" if held else request.url.path
