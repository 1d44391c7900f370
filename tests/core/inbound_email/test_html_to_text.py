"""Words out of a page."""

import pytest

from core.inbound_email.html_to_text import LONGEST, html_to_text
from tests.doubling import assert_linear


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree", id="paragraphs"),
        ("<div>A  b\n c</div>", "A b c"),
        pytest.param("a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c\u00a0d", id="entities"),
        pytest.param(
            "<style>p {}</style><script>alert(1)</script><p>Words</p>",
            "Words",
            id="style-and-script",
        ),
        pytest.param(
            "<p>Mine</p><blockquote>Yours<div>and more</div></blockquote>", "Mine", id="blockquote"
        ),
        pytest.param(
            '<p>Mine</p><div class="gmail_quote"><p>Yours</p><br></div><p>Mine too</p>',
            "Mine\n\nMine too",
            id="gmail-quote",
        ),
        pytest.param(
            '<p>Mine</p><div id="divRplyFwdMsg">From</div><p>all of it is yours</p>',
            "Mine",
            id="outlook-quote",
        ),
        pytest.param("<p>open <b>for ever", "open for ever", id="open-tags"),
        pytest.param("</div></blockquote><p>Words</p>", "Words", id="closed-too-often"),
    ],
)
def test_text_of_gives_what_one_would_read(page, words):
    assert html_to_text(page).replace("\n\n\n", "\n\n") == words


@pytest.mark.parametrize("repeated", ["<b>", "<b></i>", "</p>", "<p>", "<!--", "<a b='", "x "])
def test_text_of_takes_twice_as_long_for_twice_as_much(repeated):
    def make(size):
        return f"<p>Words</p><blockquote>{repeated * (size // len(repeated))}"

    assert_linear(html_to_text, make, 40_000)


def test_text_of_reads_as_much_as_a_message_could_hold():
    assert len(html_to_text("<p>word" * LONGEST)) < LONGEST
