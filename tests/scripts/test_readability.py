"""Reading ease by texts whose value is known, and the words of an emergency."""

import pytest

from scripts import readability
from scripts.readability import reading, syllables

CAT = "The cat sat on the mat."
PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
FRENCH = "Le chat dort sur le lit. Il rêve peut-être de la souris."  # 12 words, 14 syllables


@pytest.mark.parametrize(
    ("text", "language", "ease"),
    [
        pytest.param(CAT, "en", 116.1, id="cat"),  # 6 words, 6 syllables
        pytest.param(PLATYPUS, "en", 37.5, id="platypus"),  # 13 words, 24 syllables
        pytest.param(FRENCH, "fr", 207 - 1.015 * 6 - 73.6 * 14 / 12, id="chat"),
    ],
)
def test_reading_ease_of_texts_whose_value_is_known(text, language, ease):
    assert reading([text], language).ease == pytest.approx(ease, abs=0.1)


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        *(("people", "en", 2), ("housed", "en", 1), ("places", "en", 2), ("being", "en", 2)),
        *(("nuit", "fr", 1), ("lieu", "fr", 1), ("personne", "fr", 2), ("quelqu’un", "fr", 2)),
        *(("aujourd’hui", "fr", 3), ("eau", "fr", 1), ("logements", "fr", 3), ("x", "fr", 1)),
    ],
)
def test_syllables(word, language, number):
    assert syllables(word, language) == number


def test_labels_and_markup_do_not_count():
    found = reading(["Save", "<b>%(name)s</b> will call you before two o’clock. Stay near."], "en")

    assert (found.sentences, found.longest) == (1, 7)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_emergency_is_plain(language):
    found = reading(readability.public_sentences(language), language)

    assert found.sentences > 300
    assert found.holds, found


def test_control_a_sentence_of_26_words_does_not_hold():
    assert not reading([" ".join(["go"] * 26)], "en").holds
    assert reading([" ".join(["go"] * 14)], "en").holds
