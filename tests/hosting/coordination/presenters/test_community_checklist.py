"""The five steps of a community, read from what there is."""

import pytest
from django.urls import reverse

from hosting.communities.states import CommunityState
from hosting.coordination.presenters.community_checklist import community_steps
from tests.factories.hosting import (
    CauseFactory,
    CommunityFactory,
    MembershipFactory,
    RequestFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db


def states(community):
    return [step.state for step in community_steps(community)]


def page(name, community):
    return reverse(f"hosting:coordination-{name}", args=[community.address])


def test_community_steps_of_a_draft_begin_with_its_founding(django_assert_num_queries):
    community = CommunityFactory(state=CommunityState.DRAFT)

    new_offer = f"{reverse('hosting:offer-start')}?community={community.public_id}"

    with django_assert_num_queries(1):
        steps = community_steps(community)

    missing = "0 active members · 2 more founders must sign the charter"
    assert [(step.title, step.text, step.state, step.url) for step in steps] == [
        ("Start the community", missing, "next", page("members", community)),
        ("Complete your page", "A photo is missing", "", page("photo", community)),
        ("Publish offers", "No public offer yet", "", new_offer),
        (
            "Tell people about your area",
            "A tip, an itinerary or a page about your area that everyone can read",
            "",
            f"{new_offer}&kind=tip",
        ),
        ("Spread the word", "Once your page is public", "", ""),
    ]


def test_community_steps_are_done_one_by_one():
    community = CommunityFactory()
    seen = [states(community)]

    MembershipFactory.create_batch(2, community=community, words="")
    seen.append(states(community))
    community.photo = PhotoFactory()
    community.save()
    community.causes.add(CauseFactory())
    seen.append(states(community))
    StayFactory(community=community, host=community.memberships.first().person)
    seen.append(states(community))
    TipFactory(community=community, host=community.memberships.first().person)
    seen.append(states(community))
    MembershipFactory(community=community, candidate=True)
    seen.append(states(community))

    assert seen == [
        ["next", "", "", "", ""],
        ["done", "next", "", "", ""],
        ["done", "done", "next", "", ""],
        ["done", "done", "done", "next", ""],
        ["done", "done", "done", "done", "next"],
        ["done", "done", "done", "done", "done"],
    ]


def test_community_steps_of_a_founded_draft_await_co_operative():
    community = CommunityFactory(state=CommunityState.DRAFT)
    MembershipFactory.create_batch(2, community=community)

    founding, *_ = community_steps(community)

    text = "2 active members · Waiting for the co-operative to make the community public"
    assert (founding.text, founding.state, founding.url) == (text, "next", "")


def test_community_steps_count_only_what_is_of_this_community():
    community = CommunityFactory()
    RequestFactory(unit=UnitFactory())
    TipFactory()
    MembershipFactory()

    assert states(community) == ["next", "", "", "", ""]


def test_community_steps_count_requests_and_people_who_asked_to_join():
    community = CommunityFactory()
    RequestFactory(unit=UnitFactory(stay__community=community))
    MembershipFactory.create_batch(2, community=community, candidate=True)

    *_, spreading = community_steps(community)

    asked = community.memberships.exclude(words="").count()
    assert spreading.text == f"1 request · {asked} people asked to join"


def test_a_photo_without_causes_leaves_the_story_to_complete():
    community = CommunityFactory(photo=PhotoFactory())

    _, pooling, *_ = community_steps(community)

    assert (pooling.text, pooling.url) == (
        "Not filled in yet: what you stand for",
        page("story", community),
    )
