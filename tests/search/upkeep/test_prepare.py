"""The list of common words, as it is made from catalogues."""

from search.upkeep.prepare import catalogue_words

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Near the lake of %(town)s <b>in Tours</b>"
msgstr "Près du lac de %(town)s <b>à Tours</b>, écrivez à nom@example.org"
"""


def test_catalogue_words_takes_what_stands_in_small_letters(tmp_path):
    folder = tmp_path / "package" / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE, encoding="utf-8")

    words = catalogue_words(tmp_path)

    assert words == ["ecrivez", "lac", "lake", "the"]
