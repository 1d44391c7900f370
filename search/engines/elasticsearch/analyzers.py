"""How words of each language are cut: one analyzer for a language of offers, one for any other.

Words are folded before they are stemmed: whoever types without accents finds the same.
"""

from __future__ import annotations

from typing import Any, Final

from elasticsearch.dsl import analyzer, token_filter

from search.query.silent_words import SILENT, SILENT_BY_LANGUAGE

PLAIN: Final = "plain"  # for every language without an analyzer of its own
FRENCH_ARTICLES: Final = [*"cdjlmnst", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
ITALIAN_ARTICLES: Final = [
    *("c", "d", "l", "m", "s", "t", "v", "un", "quell", "quest", "bell"),
    *("all", "dall", "dell", "nell", "sull", "gl", "agl", "dagl", "degl", "negl", "sugl"),
]
# Lucene's light stemmers, and for Dutch the only one that it has: Porter's, which keeps "fiets"
# apart from "fietsen". The SQL engines have that of Kraaij and Pohlmann.
STEMMERS: Final = {
    "de": "light_german",
    "es": "light_spanish",
    "it": "light_italian",
    "nl": "dutch",
}

elided = token_filter("elided", "elision", articles=FRENCH_ARTICLES, articles_case=True)
elided_italian = token_filter(
    "elided_italian", "elision", articles=ITALIAN_ARTICLES, articles_case=True
)
silent = token_filter("silent", "stop", stopwords=sorted(SILENT))
possessive = token_filter("possessive", "stemmer", language="possessive_english")
french_stem = token_filter("french_stem", "stemmer", language="light_french")
english_stem = token_filter("english_stem", "stemmer", language="porter2")

folded = ["lowercase", elided, silent, "asciifolding"]
french = analyzer("offer_fr", tokenizer="standard", filter=[*folded, french_stem])
english = analyzer("offer_en", tokenizer="standard", filter=[possessive, *folded, english_stem])
plain = analyzer("offer_plain", tokenizer="standard", filter=folded)
spelled_filters = ["lowercase", elided, elided_italian, silent]
spelled = analyzer("offer_spelled", tokenizer="standard", filter=spelled_filters)
no_plural = token_filter("no_plural", "stemmer", language="minimal_english")
singular = analyzer("offer_singular", tokenizer="standard", filter=[*spelled_filters, no_plural])


def _analyzer(language: str) -> Any:
    """Of a language that only hosts and authors write in."""
    stop = token_filter(
        f"silent_{language}", "stop", stopwords=sorted(SILENT_BY_LANGUAGE[language])
    )
    stem = token_filter(f"stem_{language}", "stemmer", language=STEMMERS[language])
    elision = [elided_italian] if language == "it" else []
    filters = ["lowercase", *elision, stop, "asciifolding", stem]
    return analyzer(f"offer_{language}", tokenizer="standard", filter=filters)


SITE: Final = {"fr": french, "en": english}  # in which names of terms and places are kept
WRITTEN: Final = {language: _analyzer(language) for language in STEMMERS}
ANALYZERS: Final = {**SITE, **WRITTEN, PLAIN: plain}


def group_of(language: str) -> str:
    """The part of a field's name that says how it is cut."""
    return language if language in ANALYZERS else PLAIN
