"""What looks at every page sees what is wrong with one."""

from urllib.parse import quote

from tests.e2e.looking import faults

PAGE = """<!doctype html><html lang=en><title>A room</title><main><h1>A room</h1>{}</main>"""
GREY = "<style>@media (prefers-color-scheme: dark) {p {color: #eee}}</style><p>Pale at night</p>"


def seen(page, markup):
    url = "data:text/html," + quote(PAGE.format(markup))
    return [fault.removeprefix(f"{url}: ") for fault in faults(page, url)]


def test_faults_leaves_a_good_page_alone(desktop):
    assert seen(desktop, "<p>Come in.</p>") == []


def test_faults_sees_a_picture_without_words_in_both_widths(desktop):
    found = seen(desktop, "<img src='data:,'>")

    assert found == [f'{width} light: image-alt: <img src="data:,">' for width in (1280, 390)]


def test_faults_sees_what_is_pale_at_night_only(desktop):
    found = seen(desktop, GREY)

    assert found == [f"{width} dark: color-contrast: <p>Pale at night</p>" for width in (1280, 390)]


def test_faults_sees_what_is_too_wide_for_a_small_phone(desktop):
    found = seen(desktop, "<style>p {width: 350px}</style><p>Wide</p>")

    assert found == ["358 pixels wide at 320"]


def test_faults_sees_what_is_folded_away(desktop):
    found = seen(desktop, "<details class=disclosure><summary>Later</summary><img src='data:,'>")

    assert found == [f'{width} light: image-alt: <img src="data:,">' for width in (1280, 390)]
