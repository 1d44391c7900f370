"""What a reader is told of the changes since the last reading, and what nobody is told."""

from decimal import Decimal

import pytest

from core.values.geo import Point
from hosting.offers.actions.drafts import lock_draft, revise_offer, save_draft
from hosting.offers.actions.places import locate_offer
from hosting.offers.actions.rates import add_rate, change_rate
from hosting.offers.actions.review import (
    publish_offer,
    request_changes,
    submit_for_review,
    withdraw_submission,
)
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.offers.presenters.draft_changes import changes_since_review
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MembershipFactory, RateFactory, StayFactory, UnitFactory
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


def published(photos=(), **fields):
    """Read once and public."""
    stay = StayFactory(draft=True, words="A quiet room.", **fields)
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    for number, photo in enumerate(photos):
        OfferPhoto.objects.create(offer=stay, photo=photo, sort_order=number + 1)
    submit_for_review(offer=stay, by=stay.host)
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    publish_offer(offer=stay, by=reader)
    return Stay.objects.get(pk=stay.pk)


def found(stay):
    return changes_since_review(Stay.objects.get(pk=stay.pk).get_latest_revision_as_object())


def told(stay):
    """Each changed fact with what went and what came."""
    return [
        (
            fact.name,
            "".join(piece.text for piece in fact.pieces if piece.state == "gone"),
            "".join(piece.text for piece in fact.pieces if piece.state == "new"),
        )
        for fact in found(stay).facts
    ]


def with_photos(stay, *rows):
    draft = lock_draft(stay)
    draft.photos = [
        OfferPhoto(photo=photo, caption=caption, sort_order=number + 1)
        for number, (photo, caption) in enumerate(rows)
    ]
    save_draft(draft, verb="offer.revised", by=stay.host)


def test_a_first_reading_has_nothing_before_it():
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)

    assert found(stay) is None


def test_a_change_to_a_public_offer_is_told_though_nobody_has_read_it():
    stay = StayFactory(words="A quiet room.")
    rate = RateFactory(offer=stay, own_name="A night")
    renamed = Rate(mode=rate.mode, own_name="One night", amount=rate.amount, unit=rate.unit)
    change_rate(offer=stay, number=rate.sort_order, rate=renamed, by=stay.host)
    submit_for_review(offer=stay, by=stay.host)

    changes = found(stay)

    assert changes.reader == ""
    assert {fact.name for fact in changes.facts} == {"A night", "One night"}


def test_words_are_compared_word_by_word():
    stay = published()
    revise_offer(offer=stay, changes={"words": "A warm room."}, by=stay.host)

    assert told(stay) == [("in your own words", " quiet", " warm")]


def test_limits_are_compared():
    stay = published()
    revise_offer(offer=stay, changes={"max_nights": 9, "title": stay.title + "!"}, by=stay.host)

    assert told(stay) == [("title", "", "!"), ("maximum nights", "not given", "9")]


def test_rates_that_changed_or_came_are_told():
    stay = published()
    dearer = Rate(own_name="For anyone", amount=Decimal(55))
    change_rate(offer=stay, number=0, rate=dearer, by=stay.host)
    add_rate(offer=stay, rate=Rate(own_name="For neighbours", amount=Decimal(20)), by=stay.host)

    names = [name for name, _gone, _new in told(stay)]
    assert names == ["For anyone", "For neighbours"]
    assert "55" in told(stay)[0][2]


def test_nothing_changed_is_said_as_well():
    stay = published()
    revise_offer(offer=stay, changes={"words": stay.words}, by=stay.host)

    assert found(stay).is_empty


def test_photographs_that_came_went_or_moved_are_told():
    first, second, third = PhotoFactory.create_batch(3)
    stay = published(photos=[first, second])
    with_photos(stay, (third, ""), (second, "By the stove"))

    changes = found(stay)

    assert [(one.state, one.text) for one in changes.photos] == [
        ("new", third.description),
        ("gone", first.description),
        ("told", "By the stove"),
    ]
    assert not changes.is_reordered


def test_another_order_of_photographs_is_told():
    first, second = PhotoFactory.create_batch(2)
    stay = published(photos=[first, second])
    with_photos(stay, (second, ""), (first, ""))

    changes = found(stay)

    assert (changes.photos, changes.is_reordered) == ((), True)


def test_a_photograph_that_is_gone_for_good_is_told_without_a_picture():
    photo = PhotoFactory()
    stay = published(photos=[photo])
    with_photos(stay)
    OfferPhoto.objects.all().delete()
    photo.delete()

    (change,) = found(stay).photos

    assert (change.state, change.picture) == ("gone", None)


def test_a_place_that_moved_is_told_without_where_it_was_exactly(client):
    stay = published()
    locate_offer(
        offer=stay,
        locality=LocalityFactory(name="Farther"),
        address="9 Secret Street",
        directions="",
        exact=Point(47.777123, 1.333321),
        by=stay.host,
    )
    revise_offer(offer=stay, changes={"words": "Moved."}, by=stay.host)
    submit_for_review(offer=stay, by=stay.host)

    (moved,) = found(stay).at_once
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    client.force_login(reader)
    page = client.get(f"/en/coordination/{stay.community.public_id}/offers/{stay.public_id}/")

    body = page.content.decode()
    assert moved.what == "The location was moved or described differently"
    assert moved.what in body
    assert [secret for secret in ("9 Secret", "47.777", "1.3333") if secret in body] == []


def test_what_was_sent_back_is_compared_with_what_was_read_then():
    stay = StayFactory(draft=True, words="One.")
    submit_for_review(offer=stay, by=stay.host)
    reader = MembershipFactory(community=stay.community, coordinator=True).person
    request_changes(offer=stay, reason="More.", by=reader)
    revise_offer(offer=stay, changes={"words": "One. Two."}, by=stay.host)

    assert told(stay) == [("in your own words", "", " Two.")]
    assert found(stay).reader == reader.display_name


def test_what_was_taken_back_unread_is_no_reading():
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)
    withdraw_submission(offer=stay, by=stay.host)

    assert found(stay) is None


@pytest.mark.parametrize("count", [1, 4])
def test_changes_take_as_many_reads_for_four_photographs_as_for_one(
    count, django_assert_max_num_queries
):
    stay = published(photos=PhotoFactory.create_batch(count))
    with_photos(stay, *[(photo, "") for photo in PhotoFactory.create_batch(count)])
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()

    with django_assert_max_num_queries(30):
        changes_since_review(draft)
