"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from hosting.queries.word_changes import Piece, word_changes


def test_word_changes_names_each_word_that_went_and_came():
    pieces = word_changes("A quiet room.", "A warm and quiet room!")

    assert pieces == (
        Piece("same", "A"),
        Piece("new", " warm and"),
        Piece("same", " quiet room"),
        Piece("gone", "."),
        Piece("new", "!"),
    )


def test_word_changes_says_nothing_of_the_same_words():
    assert word_changes("A quiet room.", "A quiet room.") == ()


def test_word_changes_cuts_what_stayed_in_its_middle():
    long = "word " * 200

    pieces = word_changes(f"{long}old", f"{long}new")

    assert [piece.state for piece in pieces] == ["same", "gone", "new"]
    assert len(pieces[0].text) < 400


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_their_changes(old, new):
    pieces = word_changes(old, new) or (Piece("same", old),)

    assert "".join(piece.text for piece in pieces if piece.state != "new") == old
    assert "".join(piece.text for piece in pieces if piece.state != "gone") == new
