"""Links in mails as HTML."""

import pytest

from ui.templatetags.emails import own_links

HOUSE = "http://localhost:8000"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("no link & no tag <b>", "no link &amp; no tag &lt;b&gt;", id="no-link"),
        pytest.param(
            f"see {HOUSE}/en/ now",
            f'see <a href="{HOUSE}/en/">{HOUSE}/en/</a> now',
            id="inside-a-sentence",
        ),
        pytest.param(
            f"– A < B\n  {HOUSE}/x/\n", f'– <a href="{HOUSE}/x/">A &lt; B</a>\n', id="own-line"
        ),
        pytest.param(
            "– A\n  https://evil.example/\n", "– A\n  https://evil.example/\n", id="other-site-line"
        ),
        pytest.param("https://evil.example/", "https://evil.example/", id="other-site"),
        pytest.param(f"{HOUSE}.evil.example/", f"{HOUSE}.evil.example/", id="own-name-first"),
        pytest.param(
            f'{HOUSE}/"onclick="x',
            f'<a href="{HOUSE}/&quot;onclick=&quot;x">{HOUSE}/&quot;onclick=&quot;x</a>',
            id="quote",
        ),
    ],
)
def test_own_links_lead_home_and_nowhere_else(text, html):
    assert own_links(text) == html
