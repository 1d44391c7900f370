"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from hosting.offers.presenters.text_diff import TextDiffPart, diff_words


def test_word_changes_names_each_word_that_went_and_came():
    pieces = diff_words("A quiet room.", "A warm and quiet room!")

    assert pieces == (
        TextDiffPart("same", "A"),
        TextDiffPart("new", " warm and"),
        TextDiffPart("same", " quiet room"),
        TextDiffPart("gone", "."),
        TextDiffPart("new", "!"),
    )


def test_word_changes_says_nothing_of_the_same_words():
    assert diff_words("A quiet room.", "A quiet room.") == ()


def test_word_changes_cuts_what_stayed_in_its_middle():
    long = "word " * 200

    pieces = diff_words(f"{long}old", f"{long}new")

    assert [piece.state for piece in pieces] == ["same", "gone", "new"]
    assert len(pieces[0].text) < 400


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_their_changes(old, new):
    pieces = diff_words(old, new) or (TextDiffPart("same", old),)

    assert "".join(piece.text for piece in pieces if piece.state != "new") == old
    assert "".join(piece.text for piece in pieces if piece.state != "gone") == new
