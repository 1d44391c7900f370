"""What looks at every page sees what is wrong with one."""

from urllib.parse import quote

from tests.e2e.looking import faults

PAGE = """<!doctype html><html lang=en><title>A room</title><main><h1>A room</h1>{}</main>"""
GREY = "<style>@media (prefers-color-scheme: dark) {p {color: #eee}}</style><p>Pale at night</p>"
# As the real one, it draws itself once somebody comes near.
MAP = """<p>Far below</p><place-map></place-map>
<style>p {height: 3000px} place-map {display: block; height: 300px}</style>
<script>
const map = document.querySelector("place-map");
new IntersectionObserver(([entry], observer) => {
  if (!entry.isIntersecting) return;
  map.dataset.state = "ready";
  observer.disconnect();
}).observe(map);
</script>"""


def address_of(markup):
    return "data:text/html," + quote(PAGE.format(markup))


def seen(page, markup):
    url = address_of(markup)
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
    fold = "<details class=disclosure><summary style='height: 44px'>Later</summary>"
    found = seen(desktop, f"{fold}<img src='data:,'>")

    assert found == [f'{width} light: image-alt: <img src="data:,">' for width in (1280, 390)]


def test_faults_sees_what_is_small_for_a_thumb(desktop):
    sentence = "<p>As it was <a href='/'>said</a> before.</p>"
    reach = "content: ''; position: absolute; width: 44px; height: 44px"
    tick = "<label style='display: block; height: 44px'>Yes <input type=checkbox></label>"
    links = "<p><a href='/'>Alone</a><a href='/'>Reach</a></p>"
    style = f"<style>a + a::before {{{reach}}}</style>"
    found = seen(desktop, sentence + style + tick + links)

    assert [fault.rpartition(": ")[2] for fault in found] == ["Alone"]


def test_faults_loads_a_page_with_a_map_once_for_each_width(desktop):
    widths = []
    desktop.on("domcontentloaded", lambda page: widths.append(page.viewport_size["width"]))

    found = list(faults(desktop, address_of(MAP)))

    assert found == []
    assert widths == [1280, 390]
