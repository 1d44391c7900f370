"""What is kept of rich text, and what never is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose import clean_prose, pieces_of, plain_of, words_in


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("One line", "<p>One line</p>"),
        ("One\n\nTwo\nmore", "<p>One</p><p>Two<br>more</p>"),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
        ("<p>Kept <strong>so</strong></p>", "<p>Kept <strong>so</strong></p>"),
        ("<b>Bold</b> <i>and</i>", "<p><strong>Bold</strong> <em>and</em></p>"),
        ("<h1>Day one</h1><p>x</p>", "<h3>Day one</h3><p>x</p>"),
        ("<p></p><p>x</p><ul><li></li></ul>", "<p>x</p>"),
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<img src=x onerror="alert(1)">', ""),
        ('<a href="javascript:alert(1)">x</a>', None),
        (
            '<p class="MsoNormal" style="margin:0">One<o:p></o:p></p><style>p{}</style>',
            "<p>One</p>",
        ),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
    ],
)
def test_clean_prose_keeps_words_and_stress(written, kept):
    cleaned = clean_prose(written)

    if kept is None:
        assert "javascript" not in cleaned
    else:
        assert cleaned == kept


ATTACKS = [
    *(
        f"<{tag} on{event}=alert(1)>x"
        for tag in ("p", "a", "li", "em", "svg", "body", "details open")
        for event in ("click", "error", "load", "focus", "mouseover", "toggle", "animationstart")
    ),
    *(
        f'<a href="{scheme}alert(1)">x</a>'
        for scheme in (
            "javascript:",
            "JaVaScRiPt:",
            " javascript:",
            "java\tscript:",
            "java\nscript:",
            "&#106;avascript:",
            "&#x6A;avascript:",
            "data:text/html,",
            "vbscript:",
            "\x01javascript:",
        )
    ),
    *(f"<{tag} src=x>" for tag in ("script", "iframe", "img", "embed", "video", "audio", "object")),
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><p><style><!--</style><img src=x onerror=alert(1)>-->",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><button formaction=javascript:alert(1)>x",
    '<p style="background:url(javascript:alert(1))">x',
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "&lt;img src=x onerror=alert(1)&gt;",
]
ALLOWED = re.compile(
    r"</?(?:p|br|h3|h4|strong|em|ul|ol|li|blockquote|hr)>|</a>"
    r'|<a(?: href="(?:https?://|mailto:)?[^":]*")? rel="nofollow noopener noreferrer">'
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_clean_prose_lets_nothing_through_that_could_run(attack):
    cleaned = clean_prose(attack)

    assert "<" not in ALLOWED.sub("", cleaned)
    assert clean_prose(cleaned) == cleaned


def test_clean_prose_keeps_links_that_lead_out():
    cleaned = clean_prose('<p><a href="https://example.org/" target="_blank">x</a></p>')

    link = '<a href="https://example.org/" rel="nofollow noopener noreferrer">x</a>'
    assert cleaned == f"<p>{link}</p>"


@given(st.text(alphabet="<>&;/abpi \n\"'=ulh13", max_size=60))
def test_clean_prose_twice_is_clean_prose_once(written):
    once = clean_prose(written)

    assert clean_prose(once) == once


def test_plain_of_gives_a_line_for_each_paragraph():
    assert plain_of("<h3>Day</h3><p>Rain &amp; wind<br>all day</p>") == "Day\nRain & wind\nall day"
    assert words_in("<p>Rain and</p><p>wind</p>") == 3


def test_pieces_of_cuts_between_paragraphs_and_loses_no_word():
    prose = clean_prose("\n\n".join(f"Paragraph {number} of rain" for number in range(50)))
    prose += f"<ul><li>One</li><li>Two</li></ul><p>{'long ' * 100}</p>"

    pieces = pieces_of(prose, 200)

    assert max(map(len, pieces)) <= 200
    assert " ".join(map(plain_of, pieces)).split() == plain_of(prose).split()
    assert pieces == [clean_prose(piece) for piece in pieces]
