"""Pictures of the screens in docs/screens.tsv, in two widths and two looks: `make screenshots`."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts import debian
from scripts.cli import RefusalError, echo, run_command
from scripts.guide_pictures import chromium
from scripts.machine import ROOT, VAR

FOLDER: Final = VAR / "screenshots"
LANGUAGES: Final = ("en", "fr")
PHONE, DESKTOP = (390, 844), (1280, 900)
LOOKS: Final = ("light", "dark")
TALLEST: Final = 12_000  # pixels: the format ends at 16,383
SETTLED: Final = 600  # milliseconds: a map and the pictures that come when somebody is near
QUALITY: Final = 72

type Screen = tuple[str, str, str]  # name, session, address


def main() -> int:
    parser = ArgumentParser()
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="+", default=())
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    options = parser.parse_args()
    debian.require(debian.CHROMIUM)
    require_known(options.only)
    options.to.mkdir(parents=True, exist_ok=True)
    take(options.to, options.only, options.language)
    return 0


def require_known(names: Iterable[str]) -> None:
    """Refuse a name that the list doesn't hold."""
    from tests.e2e.screens import rows  # noqa: PLC0415  needs Django

    known = [row["name"] for row in rows()]
    for name in names:
        if name not in known:
            raise RefusalError(
                f"Unknown screen: {name}. Available screens: {' '.join(known)}.",
                f"Écran inconnu : {name}. Écrans disponibles : {' '.join(known)}.",
            )


def take(folder: Path, names: Iterable[str], language: str) -> None:
    """The screens of an ordinary day first, then those of a declared emergency."""
    from tests.e2e.demo_site import opened  # noqa: PLC0415  needs Django
    from tests.e2e.screens import DORMANT, OPEN  # noqa: PLC0415

    wanted = set(names)
    with (
        tempfile.TemporaryDirectory() as temporary,
        opened(Path(temporary) / "demo") as site,
        chromium() as browser,
    ):
        for when in (DORMANT, OPEN):
            code = f"from tests.e2e.screens import screens_json; print(screens_json({when!r}))"
            for name, session, address in json.loads(site.says(code)):
                if not wanted or name in wanted:
                    url = site.url + _in_language(address, language)
                    photograph(browser, (name, session, url), folder)


def _in_language(address: str, language: str) -> str:
    from django.urls import translate_url  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    with translation.override("en"):
        return translate_url(address, language)


def photograph(browser: Browser, screen: Screen, folder: Path) -> None:
    """Write NAME-WIDTH-LOOK.webp for each width and look."""
    name, session, url = screen
    for width, height in (PHONE, DESKTOP):
        for look in LOOKS:
            options: dict[str, Any] = {
                "viewport": {"width": width, "height": height},
                "color_scheme": look,
                "reduced_motion": "reduce",
            }
            context = browser.new_context(**options)
            if session:
                context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
            page = context.new_page()
            answer = page.goto(url, wait_until="networkidle")
            if answer is None or not answer.ok:
                status = answer.status if answer else "none"
                raise RuntimeError(f"{name}: {url} answered {status}")
            _read_to_the_foot(page)
            file = folder / f"{name}-{width}-{look}.webp"
            picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
            picture.save(file, quality=QUALITY, method=4)
            context.close()
    echo(f"{name}", f"{name}")


def _read_to_the_foot(page: Page) -> None:
    """What comes only when somebody is near comes now; then the page stands at its top again."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    for top in range(0, min(height, TALLEST), 700):
        page.evaluate(f"window.scrollTo(0, {top})")
        page.wait_for_timeout(60)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(SETTLED)


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    sys.exit(run_command(partial(main)))
