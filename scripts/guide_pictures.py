"""The pictures of the editors' guide, taken in a demonstration of their own: docs/img/editors-*."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts import debian
from scripts.machine import ROOT
from tests.e2e.demo_site import Site, opened
from tests.e2e.editors import BODY, Editor
from tests.e2e.walking import Words

PICTURES = ROOT / "docs" / "img"
WINDOW = {"width": 1400, "height": 860}
WIDTH = 1100
SETTLED = 2_500  # milliseconds: React, a preview, the last transition
UNTRANSLATED = "Charter of hospitality"
UNPUBLISH = (
    "from wagtail.models import Page",
    f"Page.objects.get(title={UNTRANSLATED!r}).unpublish()",
)
PLACE = "La Touraine, entre les rivières"
PAGE, LEAD = "Along the water", "Ask for the boat at the mill: someone rows you over."


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "demo") as site,
        chromium() as browser,
    ):
        aurelien = _editor(browser, site, "fr", "aurelien.dupin@example.org")
        maud = _editor(browser, site, "en", "maud.ashworth@example.org")
        picture_pages(aurelien)
        picture_a_reading(maud, aurelien)
        site.says(*UNPUBLISH)
        maud.page.goto(f"{site.url}/en/charte/")
        keep(maud, "untranslated")


def picture_pages(editor: Editor) -> None:
    """The tree, a page with its preview, and the chooser of blocks."""
    editor.goes_to("pages/")
    keep(editor, "tree")
    editor.opens_the_editor_of(PLACE)
    preview = editor.page.locator("[data-side-panel-toggle=preview]").first
    preview.click()
    keep(editor, "preview")
    preview.click()
    plus = editor.page.locator(f"{BODY} .c-sf-add-button").nth(3)
    plus.scroll_into_view_if_needed()
    plus.click()
    row = editor.page.locator(".w-combobox__option-row").filter(has_text="Portrait")
    row.locator("button").click()
    keep(editor, "blocks")


def picture_a_reading(writer: Editor, reader: Editor) -> None:
    """What hands a page in, and where it waits."""
    writer.opens_the_editor_of(PAGE)
    writer.writes({"lead": LEAD})
    writer.unfolds_what_to_do()
    keep(writer, "hand-in")
    writer.page.locator("[name=action-submit]").click()
    writer.page.wait_for_load_state()
    reader.goes_to("")
    keep(reader, "what-waits")


def keep(editor: Editor, name: str) -> None:
    """As it stands in the window, at the width of the guide."""
    editor.page.wait_for_timeout(SETTLED)
    picture = Image.open(io.BytesIO(editor.page.screenshot())).convert("RGB")
    height = round(picture.height * WIDTH / picture.width)
    file = PICTURES / f"editors-{name}.webp"
    picture.resize((WIDTH, height)).save(file, quality=70, method=6)
    print(file.relative_to(ROOT))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = debian.path_of(debian.CHROMIUM)
        browser = playwright.chromium.launch(executable_path=path, args=alone)
        yield browser
        browser.close()


def _editor(browser: Browser, site: Site, language: str, email: str) -> Editor:
    window: Any = {"viewport": WINDOW, "locale": language}
    editor = Editor(browser.new_context(**window).new_page(), site, Words(language), email)
    editor.logs_in()
    return editor


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    main()
