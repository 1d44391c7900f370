"""Links in mails as HTML."""

import pytest

from ui.templatetags.emails import own_links

HOUSE = "http://localhost:8000"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("no link & no tag <b>", "no link &amp; no tag &lt;b&gt;"),
        (f"see {HOUSE}/en/ now", f'see <a href="{HOUSE}/en/">{HOUSE}/en/</a> now'),
        (f"– A < B\n  {HOUSE}/x/\n", f'– <a href="{HOUSE}/x/">A &lt; B</a>\n'),
        ("– A\n  https://evil.example/\n", "– A\n  https://evil.example/\n"),
        ("https://evil.example/", "https://evil.example/"),
        (f"{HOUSE}.evil.example/", f"{HOUSE}.evil.example/"),
        (
            f'{HOUSE}/"onclick="x',
            f'<a href="{HOUSE}/&quot;onclick=&quot;x">{HOUSE}/&quot;onclick=&quot;x</a>',
        ),
    ],
)
def test_own_links_lead_home_and_nowhere_else(text, html):
    assert own_links(text) == html
