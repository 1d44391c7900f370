"""What is kept of rich text, and what never is."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text.rich_text import clean_html, plain_text, split_html, word_count
from tests.doubling import assert_linear


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("One line", "<p>One line</p>"),
        pytest.param("One\n\nTwo\nmore", "<p>One</p><p>Two<br>more</p>", id="lines"),
        pytest.param("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>", id="signs"),
        pytest.param(
            "<p>Kept <strong>so</strong></p>", "<p>Kept <strong>so</strong></p>", id="stress"
        ),
        pytest.param(
            "<b>Bold</b> <i>and</i>",
            "<p><strong>Bold</strong> <em>and</em></p>",
            id="bold-and-italics",
        ),
        pytest.param("<h1>Day one</h1><p>x</p>", "<h3>Day one</h3><p>x</p>", id="heading"),
        pytest.param("<p></p><p>x</p><ul><li></li></ul>", "<p>x</p>", id="empty-parts"),
        pytest.param("<p>a</p><script>alert(1)</script>", "<p>a</p>", id="script"),
        pytest.param('<p onclick="x()">a</p>', "<p>a</p>", id="handler"),
        pytest.param('<img src=x onerror="alert(1)">', "", id="image"),
        pytest.param('<a href="javascript:alert(1)">x</a>', None, id="script-link"),
        pytest.param(
            '<p class="MsoNormal" style="margin:0">One<o:p></o:p></p><style>p{}</style>',
            "<p>One</p>",
            id="word-processor",
        ),
        pytest.param("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>", id="divs"),
    ],
)
def test_clean_prose_keeps_words_and_stress(written, kept):
    cleaned = clean_html(written)

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


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: ascii(attack)[1:31])
def test_clean_prose_removes_attacks(attack):
    cleaned = clean_html(attack)

    assert "<" not in ALLOWED.sub("", cleaned)
    assert clean_html(cleaned) == cleaned


def test_clean_prose_keeps_links_that_lead_out():
    cleaned = clean_html('<p><a href="https://example.org/" target="_blank">x</a></p>')

    link = '<a href="https://example.org/" rel="nofollow noopener noreferrer">x</a>'
    assert cleaned == f"<p>{link}</p>"


@example("10\u00a0kg")
@given(st.text(alphabet="<>&;/abpi \n\"'=ulh13\u00a0", max_size=60))
def test_clean_prose_twice_is_clean_prose_once(written):
    once = clean_html(written)

    assert clean_html(once) == once


def test_plain_of_gives_a_line_for_each_paragraph():
    assert (
        plain_text("<h3>Day</h3><p>Rain &amp; wind<br>all day</p>") == "Day\nRain & wind\nall day"
    )
    assert word_count("<p>Rain and</p><p>wind</p>") == 3


def test_pieces_of_cuts_between_paragraphs_and_loses_no_word():
    prose = clean_html("\n\n".join(f"Paragraph {number} of rain" for number in range(50)))
    prose += f"<ul><li>One</li><li>Two</li></ul><p>{'long ' * 100}</p>"

    pieces = split_html(prose, 200)

    assert max(map(len, pieces)) <= 200
    assert " ".join(map(plain_text, pieces)).split() == plain_text(prose).split()
    assert pieces == [clean_html(piece) for piece in pieces]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("?a=1&copy=2", "<p>?a=1&amp;copy=2</p>", id="address"),
        pytest.param(
            "Write &lt;b&gt; for bold", "<p>Write &amp;lt;b&amp;gt; for bold</p>", id="entities"
        ),
        pytest.param("R&D, 5 < 6", "<p>R&amp;D, 5 &lt; 6</p>", id="signs"),
    ],
)
def test_clean_prose_takes_plain_text_as_it_was_typed(typed, kept):
    cleaned = clean_html(typed)

    assert (cleaned, plain_text(cleaned)) == (kept, typed)


def test_clean_prose_takes_out_control_characters_and_turned_text():
    cleaned = clean_html("<p>Da\x1b[31my\x00\b \u202eeno\u202c</p>\x07")

    assert cleaned == "<p>Da[31my eno</p>"


def test_clean_prose_leaves_the_marks_of_right_to_left_writing():
    written = "<p>\u200fשלום\u200e 12\u2067 x\u2069 a\tb</p>"

    assert clean_html(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "<p>Kept <strong>so",
        pytest.param('<p>A <a href=x title="a > b">link</a> and 5 < 6</p>', id="sign-in-attribute"),
        pytest.param("<p>A</p> half a tag <a lot of words", id="half-a-tag"),
    ],
)
def test_clean_prose_loses_no_word_of_unfinished_html(written):
    words = re.findall(r"\w+", re.sub(r"<(?!a lot)[^<]*>", " ", written.replace("a > b", "")))

    assert [word for word in words if word not in plain_text(clean_html(written))] == []


@pytest.mark.parametrize("script", ["旅", "旅行。", "&", "ไ", "e\u0301"])
def test_pieces_of_keeps_words_without_spaces(script):
    written = script * 1_000

    pieces = split_html(clean_html(f"Before {written} after"), 400)

    assert max(map(len, pieces)) <= 400
    assert "".join(map(plain_text, pieces)).replace(" ", "") == f"Before{written}after"
    assert not [piece for piece in pieces if unicodedata.combining(plain_text(piece)[0])]


NESTED = ["<p ", "<blockquote>", "<b><p>", "<ul><li>", "<p><!--", "</p>", "<a href='", "<p>&nbsp;"]


@pytest.mark.parametrize("repeated", NESTED)
def test_clean_prose_takes_twice_as_long_for_twice_as_much(repeated):
    assert_linear(clean_html, lambda size: f"<p>x</p>{repeated * (size // len(repeated))}", 60_000)


def test_clean_prose_takes_twice_as_long_for_twice_as_many_attributes():
    def make(size):
        return "".join(f"<b a={number}>" for number in range(size)) + "<p>x" * size

    assert_linear(clean_html, make, 2_000)


@pytest.mark.parametrize("repeated", ["word ", "旅", "<p>x</p>", "<ul><li>x</li></ul>"])
def test_pieces_of_takes_linear_time(repeated):
    assert_linear(
        lambda prose: split_html(prose, 600), lambda size: f"<p>{repeated * size}</p>", 10_000
    )
