import gzip
import json

from demo.preparing.books import books, healed, paragraphs

CHOSEN = {
    "key": "tour",
    "file": "a_book",
    "title": "A tour",
    "chapters": [{"chapter": 4, "paragraphs": [1, 3], "title": "Azay", "place": "fr:37014"}],
}
CHAPTER = {
    "chapter": 4,
    "text": "A motto.\n\n - Who is there? said the castle- keeper. The keeper's castle stood."
    "\n\nIt was sur- rounded.\n\nMore.",
}


def test_healed_joins_a_word_that_the_book_has_as_one():
    assert healed("a com- plexion", {"complexion"}) == "a complexion"


def test_healed_keeps_the_hyphen_of_two_words_that_stand_alone():
    assert healed("a burial- place", {"burial", "place"}) == "a burial-place"


def test_healed_keeps_a_hyphen_that_the_book_writes_elsewhere():
    assert healed("so to- day", {"to-day", "today"}) == "so to-day"


def test_healed_takes_a_speck_after_a_little_word_away():
    assert healed("the- place", {"the", "place"}) == "the place"


def test_healed_joins_what_is_no_word():
    assert healed("culi- nary", set()) == "culinary"


def test_paragraphs_are_set_with_dashes_and_apostrophes():
    assert paragraphs("one\n\n — J'ai peur", set(), 1, 9) == ["— J’ai peur"]


def test_books_tell_the_chosen_paragraphs_and_drop_the_name_of_the_file(tmp_path):
    (tmp_path / "stories").mkdir()
    with gzip.open(tmp_path / "stories/a_book.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(CHAPTER) + "\n")
    written = tmp_path / "books.json"
    written.write_text(json.dumps([CHOSEN]))

    assert books(tmp_path, written) == [
        {
            "key": "tour",
            "title": "A tour",
            "chapters": [
                {
                    "title": "Azay",
                    "place": "fr:37014",
                    "paragraphs": [
                        "— Who is there? said the castle-keeper. The keeper’s castle stood.",
                        "It was surrounded.",
                    ],
                }
            ],
        }
    ]
