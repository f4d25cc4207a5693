"""What readers do, each page's main act, in a real browser against a real server."""

import re

from playwright.sync_api import Page, expect


def open_start(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_search_leads_to_the_passage(page: Page) -> None:
    open_start(page)
    page.get_by_role("searchbox").fill("Vietnam")
    page.get_by_role("button", name="Search").click()
    page.locator(".hits a").first.click()
    expect(page).to_have_url(re.compile(r"/documents/[0-9a-f]{64}\?at=\d+"))
    expect(page.locator("#text")).to_contain_text("Vietnam")


def test_statement_leads_to_its_note_and_source(page: Page) -> None:
    page.goto("/documents")
    page.locator("tbody a").first.click()
    page.wait_for_load_state()  # the panel is the script's: before it runs, the link leads to a page
    page.locator("#text a.q").first.click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Note and source")).to_be_visible()
    expect(panel.locator(".footnote")).not_to_be_empty()
    mark = page.locator("#text .call").first
    mark.hover()
    expect(mark.locator(".note")).to_be_visible()
    mark.locator("sup a").click()
    expect(page).to_have_url(re.compile(r"#"))


def test_the_reader_opens_at_the_statement(page: Page) -> None:
    page.goto("/findings?kind=contradiction")
    page.locator(".work a").first.click()
    page.get_by_role("link", name="Show in the text").first.click()
    expect(page.locator("#panel .card")).to_be_visible()
    expect(page.locator("#text a.q[aria-current=true]")).to_be_in_viewport()


def test_a_contradiction_is_confirmed_and_undone(page: Page) -> None:
    page.goto("/findings?kind=contradiction")
    page.locator(".work a").first.click()
    page.get_by_label("Reason").fill("both passages read")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".tag.good")).to_have_text("confirmed")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tag.good")).to_have_count(0)


def test_dismissing_needs_a_reason(page: Page) -> None:
    page.goto("/findings?kind=contradiction")
    page.locator(".work a").first.click()
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Give a reason")).to_be_visible()


def test_a_statement_is_corrected_and_brought_back(page: Page) -> None:
    page.goto("/registers/trade-series")
    page.locator("tbody a").first.click()
    page.locator(".record a[href^='/statements/']").first.click()
    page.get_by_role("link", name="Correct or reject").click()
    value = page.get_by_label("Value")
    before = value.input_value()
    value.fill("7")
    page.get_by_label("Reason").fill("misread")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_label("Value")).to_have_value("7")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Value")).to_have_value(before)
    page.get_by_label("Value").fill("seven")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")


def test_entities_are_merged_and_split(page: Page) -> None:
    page.goto("/entities?kind=organisation")
    names = page.locator("tbody th a")
    first, second = names.nth(0).inner_text(), names.nth(1).inner_text()
    names.nth(0).click()
    page.get_by_label("Name or id of the other").fill(second)
    page.get_by_label("Reason").first.fill("one address")
    page.get_by_role("button", name="The same").first.click()
    listed = page.locator("main ul").first
    expect(listed).to_contain_text(first)
    expect(listed).to_contain_text(second)
    page.get_by_role("button", name="Take back").first.click()
    page.goto("/entities?kind=organisation")
    expect(page.locator("tbody th a", has_text=second).first).to_be_visible()


def test_two_readers_review_blind_and_see_their_agreement(page: Page, browser, address: str) -> None:
    page.goto("/blind")
    page.get_by_role("button", name="Choose").click()
    page.locator("main ol a").first.click()
    target = page.url

    def give(reader: Page, name: str, verdict: str) -> None:
        reader.goto("/")
        reader.get_by_label("Your name").fill(name)
        reader.get_by_role("button", name="Save").click()
        reader.goto(target)
        assert reader.locator(".agreement").count() == 0
        for choice in reader.get_by_label(verdict, exact=True).all():
            choice.check()
        reader.get_by_role("button", name="Give my word").click()

    give(page, "Anne", "right")
    expect(page.get_by_text("Nobody else has judged")).to_be_visible()
    context = browser.new_context(locale="en-GB", base_url=address)
    give(context.new_page(), "Luc", "wrong")
    expect(context.pages[0].locator(".agreement")).to_contain_text(re.compile(r"Agreement: 0 of \d+"))
    context.close()


def test_files_are_uploaded_read_and_shown(page: Page) -> None:
    page.goto("/intake")
    text = "En 2021, les exportations du Chili vers le Japon ont atteint 7,3 milliards de dollars.\n"
    page.get_by_label("Files").set_input_files(
        [
            {"name": f"chili-{n}.txt", "mimeType": "text/plain", "buffer": (text * (n + 1)).encode()}
            for n in range(3)
        ]
    )
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("All is read.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="See the documents").click()
    expect(page.get_by_role("link", name="chili-2.txt")).to_be_visible()


def test_a_reading_is_stopped_between_two_documents(page: Page) -> None:
    page.goto("/intake")
    text = "Le chiffre d'affaires du commerce entre le Pérou et la Corée a atteint 3 milliards de dollars en 2020.\n\n"
    page.get_by_label("Files").set_input_files(
        [
            {"name": f"perou-{n}.txt", "mimeType": "text/plain", "buffer": (text * 400 + str(n)).encode()}
            for n in range(20)
        ]
    )
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped between two documents")).to_be_visible(timeout=30_000)


def test_the_language_is_chosen_and_kept(page: Page) -> None:
    open_start(page)
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Constats")).to_be_visible()
    page.goto("/findings")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    open_start(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto("/documents")
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#text a.q").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .card")).to_be_visible()


def test_hostile_words_do_nothing_in_the_browser(page: Page) -> None:
    page.goto("/intake")
    hostile = (
        "# <script>document.title = 'owned'</script>\n\n"
        "<img src=x onerror=\"document.title='owned'\"> En 2021, les exportations du Chili vers le Japon ont atteint "
        "7,3 milliards de dollars <b onclick=alert(1)>ici</b> [x](javascript:alert(1)).\n"
    )
    page.get_by_label("Or paste a text").fill(hostile)
    page.get_by_label("Its name").fill("<i>méchant</i>")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("All is read.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="See the documents").click()
    page.locator("tbody a").first.click()
    expect(page.locator("#text")).to_contain_text("onerror")
    assert page.title() != "owned"
    assert page.locator("#text img, #text script, #text b[onclick]").count() == 0
    assert not [
        link for link in page.locator("a").all() if "javascript" in (link.get_attribute("href") or "")
    ]
