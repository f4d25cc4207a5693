"""Every page: nothing serious in the automatic accessibility check (axe), and never wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ("fr", "en")
WIDTHS = (360, 900, 1600)
ADDRESSES = (
    "/",
    "/documents",
    "/search?q=Vietnam",
    "/parties",
    "/parties/VN",
    "/chronicle?party=VN",
    "/registers",
    "/registers/agreements",
    "/registers/trade-series",
    "/series",
    "/network",
    "/map",
    "/findings",
    "/review",
    "/blind",
    "/entities",
    "/intake",
    "/nowhere",
)
OPENED = (
    ("/documents", "tbody a"),
    ("/findings", ".work a"),
    ("/registers/agreements", "tbody a"),
    ("/entities", "tbody a"),
    ("/chronicle?party=VN", ".time a"),
)


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:160]})"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def too_wide(page: Page) -> list[int]:
    """The widths of a telephone, a tablet and a desk at which the page is wider than the screen."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width + 1:
            found.append(width)
    return found


@pytest.mark.parametrize("number", range(len(LANGUAGES)), ids=LANGUAGES)
def test_pages_are_accessible_and_fit_every_screen(page: Page, number: int) -> None:
    """Each page once, every other one in the other language: the examination takes seconds a page."""
    troubles = {}
    for address in ADDRESSES[number :: len(LANGUAGES)]:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={LANGUAGES[number]}")
        troubles[address] = [*too_wide(page), *serious(page)]
    for address, link in OPENED[number :: len(LANGUAGES)]:
        page.goto(address)
        page.locator(link).first.click()
        page.wait_for_load_state("load")
        troubles[f"{address} {link}"] = [*too_wide(page), *serious(page)]
    assert {address: found for address, found in troubles.items() if found} == {}
