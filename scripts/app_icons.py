"""Draw the icons of the installed site from its mark: `python -m scripts.app_icons`."""

from typing import Final

from playwright.sync_api import sync_playwright

from scripts import debian
from scripts.machine import ROOT

MARK: Final = ROOT / "ui/static/img/hirondelle-mark.svg"
FOLDER: Final = ROOT / "ui/static/img/app-icons"
PAPER: Final = "#fbf7f0"
# File: its pixels, and which share of the width the bird takes. A phone cuts a maskable icon round.
SHARES: Final = {
    "icon-192.png": (192, 0.76),
    "icon-512.png": (512, 0.76),
    "maskable-512.png": (512, 0.56),
    "apple-touch-icon.png": (180, 0.7),
}


def main() -> None:
    mark = MARK.read_text()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=debian.chromium())
        for name, (pixels, share) in SHARES.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(
                "<body style='margin:0;display:grid;place-items:center;height:100vh;"
                f"background:{PAPER}'><div style='width:{share * 100}vw'>{mark}</div>"
            )
            page.screenshot(path=FOLDER / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
