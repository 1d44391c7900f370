"""Letters that come late, as over a slow line, move nothing that somebody reads already."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.shifting import WATCH, shift

MOST = 0.01


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/fr/recits/", "/en/communities/"])
def test_late_letters_move_nothing(live_server, open_page, device, path):
    page, held = open_page(device), []
    page.add_init_script(WATCH)
    page.route("**/*.woff2", lambda asked: held.append(asked))
    page.goto(live_server.url + path, wait_until="domcontentloaded")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_timeout(300)  # until it is painted with other letters
    before = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').length")

    for asked in held:
        asked.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")

    after = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').length")
    assert after > before
    assert shift(page) <= MOST
