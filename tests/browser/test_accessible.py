"""The automatic accessibility check (axe) on every page: nothing serious, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_has_a_serious_finding(page: Page, language: str) -> None:
    troubles = {}
    for address in ADDRESSES:
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        troubles[address] = serious(page)
    for address, link in OPENED:
        page.goto(address)
        page.locator(link).first.click()
        page.wait_for_load_state("load")
        troubles[f"{address} {link}"] = serious(page)
    assert {address: found for address, found in troubles.items() if found} == {}


@pytest.mark.parametrize("width", [360, 900, 1600])
def test_no_page_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in ADDRESSES:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width + 1:
            wide.append(address)
    assert wide == []
