"""Words out of a page."""

import pytest

from core.incoming.pages import text_of


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"),
        ("<div>A  b\n c</div>", "A b c"),
        ("a &lt;b&gt; &amp; c&nbsp;d", "a <b> & c\u00a0d"),
        ("<style>p {}</style><script>alert(1)</script><p>Words</p>", "Words"),
        ("<p>Mine</p><blockquote>Yours<div>and more</div></blockquote>", "Mine"),
        (
            '<p>Mine</p><div class="gmail_quote"><p>Yours</p><br></div><p>Mine too</p>',
            "Mine\n\nMine too",
        ),
        ('<p>Mine</p><div id="divRplyFwdMsg">From</div><p>all of it is yours</p>', "Mine"),
        ("<p>open <b>for ever", "open for ever"),
        ("</div></blockquote><p>Words</p>", "Words"),
    ],
)
def test_text_of_gives_what_one_would_read(page, words):
    assert text_of(page).replace("\n\n\n", "\n\n") == words
