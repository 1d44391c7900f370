"""In which turns finds are shown."""

import pytest

from cms.discovery.choices import Noun
from cms.discovery.selectors.related_items import RelatedItem, interleave, with_reason


def found(kind, key):
    noun = kind if kind in set(Noun) else Noun.OFFER
    return RelatedItem(Noun(noun), key, kind)


def kinds(finds):
    return [find.kind for find in finds]


def test_what_is_told_weighs_as_much_as_what_is_offered():
    stays = [found("stay", key) for key in range(9)]
    stories = [found("story", 1), found("tip", 20)]

    assert kinds(interleave([*stays, *stories], most=4)) == ["story", "stay", "tip", "stay"]


def test_each_kind_has_its_turn():
    every = ("stay", "product", "activity", "community", "place", "tip", "story")
    finds = [found(kind, 10 * place + key) for place, kind in enumerate(every) for key in range(2)]

    assert kinds(interleave(finds, most=9)) == [
        *("story", "activity", "tip", "product", "place", "stay", "community"),
        *("activity", "story"),
    ]


@pytest.mark.parametrize("kind", ["story", "stay"])
def test_where_only_one_side_has_something_it_takes_the_room(kind):
    finds = [found(kind, key) for key in range(6)]

    assert interleave(finds, most=4) == finds[:4]


def test_a_thing_is_shown_once_for_its_first_reason():
    first, again = found("story", 1).with_reason("near"), found("story", 1).with_reason("far")

    assert interleave([first, again], most=4) == [first]


def test_the_same_key_of_another_noun_is_another_thing():
    finds = [found("story", 1), found("tip", 1)]

    assert interleave(finds, most=4) == finds


def test_nothing_gives_nothing():
    assert interleave([], most=4) == []
    assert with_reason([], "near") == []
