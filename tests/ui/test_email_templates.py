"""Links in mails as HTML."""

import pytest

from ui.templatetags.emails import MailBlock, mail_blocks, own_links, quoted

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


def test_quoted_marks_each_line_of_what_somebody_wrote():
    assert quoted("\nOne\n\n> two\n") == "> One\n>\n> > two"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("Own.", [MailBlock("Own.", False)], id="own-words"),
        pytest.param("> Theirs.", [MailBlock("Theirs.", True)], id="quoted-alone"),
        pytest.param(
            "Own:\n\n> One\n>\n> > two\n\nOwn.",
            [MailBlock("Own:", False), MailBlock("One\n\n> two", True), MailBlock("Own.", False)],
            id="both",
        ),
        pytest.param("a > b", [MailBlock("a > b", False)], id="inside-a-line"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_mail_blocks_takes_quotations_apart(text, blocks):
    assert mail_blocks(text) == blocks
