"""Words of another language than the page's, as templates mark them."""

import pytest
from django.template import engines
from django.utils import translation

from ui.templatetags.languages import filled_in, in_language, is_other_language

TAG = '{% include "components/language_tag.html" with lang=lang only %}'


def rendered(template, **context):
    return engines["django"].from_string(template).render(context).strip()


@pytest.mark.parametrize(
    ("page", "language", "expected"),
    [("en", "it", True), ("en", "en", False), ("fr", "en", True), ("fr", "", False)],
)
def test_is_other_language__compares_with_the_page(page, language, expected):
    with translation.override(page):
        assert is_other_language(language) is expected


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("Il mulino", "it", '<span lang="it">Il mulino</span>'),
        ("The mill", "en", "The mill"),
        ("", "it", ""),
        ("بيت", "ar", '<span lang="ar" dir="rtl">بيت</span>'),
        ("<b>Mulino</b>", "it", '<span lang="it">&lt;b&gt;Mulino&lt;/b&gt;</span>'),
        ("<b>Mill</b>", "en", "&lt;b&gt;Mill&lt;/b&gt;"),
    ],
    ids=["other", "own", "empty", "rtl", "escaped-other", "escaped-own"],
)
def test_in_language__marks_another(words, language, expected):
    template = "{{ words|in_language:language }}"

    assert rendered(template, words=words, language=language) == expected


def test_in_language__gives_plain_words_back():
    assert in_language("The mill", "en") == "The mill"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("it", 'bring: <span lang="it">scarpe &lt;i&gt;buone&lt;/i&gt;</span>'),
        ("en", "bring: scarpe &lt;i&gt;buone&lt;/i&gt;"),
    ],
    ids=["other", "own"],
)
def test_filled_in__keeps_what_is_marked_in_the_gap(language, expected):
    things = in_language("scarpe <i>buone</i>", language)
    sentence = filled_in("bring: %(things)s", things=things)

    assert rendered("{{ sentence }}", sentence=sentence) == expected


@pytest.mark.parametrize(
    ("page", "language", "words"),
    [
        ("en", "nl", "In Dutch"),
        ("fr", "nl", "en néerlandais"),
        ("fr", "it", "en italien"),
        ("en", "en", ""),
        ("fr", "", ""),
    ],
)
def test_language_tag__says_another_language(page, language, words):
    with translation.override(page):
        found = rendered(TAG, lang=language)

    assert found == (f'<span class="tag language-tag">{words}</span>' if words else "")


def test_offer_card__marks_the_title_in_another_language():
    card = {"title": "Il mulino", "url": "/", "lang": "it", "kind": "stay", "icon": "bed"}
    template = '{% include "components/offer_card.html" with card=card level=3 only %}'

    found = rendered(template, card=card)

    assert '<span lang="it">Il mulino</span>' in found
    assert "In Italian" in found
