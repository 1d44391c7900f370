"""The desk of a community: what waits, and who may see it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hosting.communities.models.communities import Community
from hosting.communities.states import CommunityState, MembershipState
from hosting.offers.actions.review import submit_for_review, withdraw_submission
from hosting.offers.models.stays import Stay
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    CauseFactory,
    CommunityFactory,
    MembershipFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.profiles import ProfileFactory, with_portrait

pytestmark = pytest.mark.django_db

PAGES = ("desk", "members", "story", "charter", "rules", "attestations", "log")
OK, NOT_FOUND = HTTPStatus.OK, HTTPStatus.NOT_FOUND


def page(name, community, *more):
    return reverse(f"hosting:coordination-{name}", args=[community.public_id, *more])


def reading(name, offer):
    return reverse(f"hosting:review-{name}", args=[offer.community.public_id, offer.public_id])


def signed_in(client, person):
    client.force_login(person)
    return client


def coordinator_of(community):
    return MembershipFactory(community=community, coordinator=True).person


def submitted(**fields):
    stay = StayFactory(draft=True, **fields)
    return submit_for_review(offer=stay, by=stay.host)


def asked_long_ago(**fields):
    request = RequestFactory(**fields)
    long_ago = timezone.now() - settings.HOSTING_UNANSWERED_SEEN_AFTER
    Request.objects.filter(pk=request.pk).update(sent_at=long_ago)
    return request


def fill(community):
    """One of everything that waits."""
    MembershipFactory(community=community, candidate=True).sponsorships.create(
        sponsor=UserFactory()
    )
    submitted(community=community)
    unit = UnitFactory(stay__community=community)
    asked_long_ago(unit=unit)
    silent = UnitFactory(stay__community=community)
    RequestFactory(unit=silent, state=RequestState.EXPIRED, closed_at=timezone.now())


@pytest.mark.parametrize("name", PAGES)
def test_a_desk_page_has_the_menu_and_the_bar(client, name):
    community = CommunityFactory()

    shown = signed_in(client, coordinator_of(community)).get(page(name, community)).text

    assert 'class="site-header__menu"' in shown
    assert 'class="mobile-bar"' in shown
    assert shown.count(f'href="{reverse("notifications:desk")}"') == 4  # menu twice, way back, bar


def test_the_desk_of_a_new_community_begins_with_its_checklist(client):
    community = CommunityFactory(state=CommunityState.DRAFT)

    shown = signed_in(client, coordinator_of(community)).get(page("desk", community)).text

    assert shown.index("Your community: 0 of 5 steps done") < shown.index("You’re up to date")
    url = f"{reverse('hosting:offer-start')}?community={community.public_id}"
    assert f"{url}&amp;kind=tip" in shown


@pytest.mark.parametrize("name", PAGES)
def test_a_desk_page_is_for_its_coordinators(client, name):
    community = CommunityFactory()
    MembershipFactory(coordinator=True, community=community)
    url = page(name, community)

    shown = signed_in(client, coordinator_of(community)).get(url).status_code
    refused = [
        signed_in(client, person).get(url).status_code
        for person in (
            UserFactory(),
            MembershipFactory(community=community).person,
            MembershipFactory(coordinator=True).person,
            MembershipFactory(
                community=community, coordinator=True, state=MembershipState.SUSPENDED
            ).person,
        )
    ]
    client.logout()

    assert shown == OK
    assert refused == [NOT_FOUND] * 4
    assert client.get(url).headers["Location"].startswith(reverse("account_login"))


def test_desk_shows_what_waits_and_nothing_of_others(client):
    community = CommunityFactory()
    fill(community)
    fill(CommunityFactory())

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    waiting = answer.context["desk"]
    counts = [
        len(rows) for rows in (waiting.candidates, waiting.offers, waiting.requests, waiting.hosts)
    ]
    assert counts == [1, 1, 1, 1]


def test_desk_shows_no_word_of_a_request_and_no_guest(client):
    community = CommunityFactory()
    request = asked_long_ago(unit=UnitFactory(stay__community=community))
    request.thread.messages.create(author=request.guest, body="A very private word")

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    shown = answer.content.decode()
    assert request.offer.title in shown
    assert "A very private word" not in shown
    assert request.guest.display_name not in shown
    assert request.public_id not in shown


def test_desk_leaves_out_what_was_asked_today(client):
    community = CommunityFactory()
    RequestFactory(unit=UnitFactory(stay__community=community))

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    assert answer.context["desk"].requests == []


def test_desk_says_that_nothing_waits(client):
    community = CommunityFactory()

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    assert "You’re up to date" in answer.content.decode()


@pytest.mark.parametrize("name", ["desk", "members"])
def test_pages_of_coordinators_show_portraits_that_members_see(client, name):
    profile = with_portrait(ProfileFactory())
    hidden = with_portrait(ProfileFactory(hidden_at=timezone.now()))
    community = CommunityFactory()
    for person in (profile.person, hidden.person):
        MembershipFactory(community=community, person=person, candidate=True)

    text = signed_in(client, coordinator_of(community)).get(page(name, community)).text

    shown, left_out = (one.portrait.renditions.get().file.url for one in (profile, hidden))
    assert (shown in text, left_out in text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_desk_takes_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = CommunityFactory()
    for _ in range(count):
        fill(community)
    signed_in(client, coordinator_of(community))

    with django_assert_max_num_queries(15):
        client.get(page("desk", community))


@pytest.mark.parametrize("count", [1, 3])
def test_members_take_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = CommunityFactory()
    MembershipFactory.create_batch(count, community=community)
    signed_in(client, coordinator_of(community))

    with django_assert_max_num_queries(8):
        client.get(page("members", community))


def test_story_is_told_in_new_words(client):
    community = CommunityFactory()
    cause = CauseFactory()
    words = {"summary_en": "New.", "territory": "Here", "story": "Ours.", "causes": [cause.pk]}
    words["answer_hours"] = 72

    answer = signed_in(client, coordinator_of(community)).post(page("story", community), words)

    told = Community.objects.get()
    assert answer.status_code == HTTPStatus.FOUND
    assert (told.summary, told.territory, told.story) == ("New.", "Here", "Ours.")
    assert (list(told.causes.all()), told.answer_hours) == ([cause], 72)


@pytest.mark.parametrize("hours", ["23", "121", "two days", ""])
def test_story_refuses_hours_outside_the_range(client, hours):
    community = CommunityFactory()
    data = {"summary_en": "Old.", "territory": "Here", "story": "Ours.", "answer_hours": hours}

    answer = signed_in(client, coordinator_of(community)).post(page("story", community), data)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Enter a number of hours from 24 to 120." in answer.text
    assert Community.objects.get().answer_hours == 48


def test_story_without_words_comes_back(client):
    community = CommunityFactory()

    answer = signed_in(client, coordinator_of(community)).post(page("story", community), {})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Community.objects.get().story == community.story


@pytest.mark.parametrize(
    ("words", "is_kept"), [({"summary_fr": "Voisins."}, True), ({"summary_en": " "}, False)]
)
def test_story_needs_one_sentence_in_either_language(client, words, is_kept):
    community = CommunityFactory()
    data = {"territory": "Here", "story": "Ours.", "answer_hours": 48} | words

    answer = signed_in(client, coordinator_of(community)).post(page("story", community), data)

    told = Community.objects.get()
    assert (answer.status_code == HTTPStatus.FOUND) == is_kept
    assert told.summary_fr == words.get("summary_fr", "")
    assert bool(told.summary_en) != is_kept


def test_charter_makes_the_next_version(client):
    community = CommunityFactory()

    signed_in(client, coordinator_of(community)).post(
        page("charter", community), {"charter": "And animals too.", "version": 1}
    )

    told = Community.objects.get()
    assert (told.charter, told.charter_version) == ("And animals too.", 2)


def test_charter_keeps_what_was_typed_when_somebody_was_faster(client):
    community = CommunityFactory(charter_version=2)

    answer = signed_in(client, coordinator_of(community)).post(
        page("charter", community), {"charter": "Mine.", "version": 1}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"]["charter"].value() == "Mine."
    assert Community.objects.get().charter == community.charter


def test_reading_shows_the_draft_as_visitors_will_see_it(client):
    stay = submitted(words="A room with a stove.")

    answer = signed_in(client, coordinator_of(stay.community)).get(reading("detail", stay))

    assert answer.status_code == OK
    assert answer.context["page"].first_words == "A room with a stove."
    assert stay.place.address not in answer.content.decode()


def seen(stay):
    return stay.latest_revision.created_at.isoformat()


def test_publish_opens_the_offer(client):
    stay = submitted()

    answer = signed_in(client, coordinator_of(stay.community)).post(
        reading("publish", stay), {"seen": seen(stay)}
    )

    assert answer.headers["Location"] == reverse(
        "hosting:coordination-desk", args=[stay.community.address]
    )
    assert list(Stay.objects.public()) == [stay]


def test_publish_asks_to_read_again_what_has_changed(client):
    stay = submitted()
    old = seen(stay)
    withdraw_submission(offer=stay, by=stay.host)
    stay.save_revision(user=stay.host)
    submit_for_review(offer=stay, by=stay.host)

    answer = signed_in(client, coordinator_of(stay.community)).post(
        reading("publish", stay), {"seen": old}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["refused"].non_field_errors() == [
        "The host has changed this offer since you opened it. Read it again before you decide."
    ]
    assert list(Stay.objects.public()) == []


def test_publish_says_what_was_answered_already(client):
    stay = submitted()
    withdraw_submission(offer=stay, by=stay.host)

    answer = signed_in(client, coordinator_of(stay.community)).post(
        reading("publish", stay), {"seen": seen(stay)}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not answer.context["is_waiting"]


def test_change_sends_it_back_with_the_reason(client):
    stay = submitted()

    signed_in(client, coordinator_of(stay.community)).post(
        reading("change", stay), {"seen": seen(stay), "reason": "Which stairs?"}
    )

    assert stay.host.notices.get().mail_words == {"reason": "Which stairs?"}
    assert list(Stay.objects.public()) == []


def test_change_needs_a_reason(client):
    stay = submitted()

    answer = signed_in(client, coordinator_of(stay.community)).post(
        reading("change", stay), {"seen": seen(stay), "reason": " "}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert stay.workflow_in_progress


@pytest.mark.parametrize("name", ["detail", "publish", "change"])
def test_a_reading_is_not_there_for_others_nor_for_the_host(client, name):
    stay = submitted()
    MembershipFactory(community=stay.community, person=UserFactory())
    own = stay.community.memberships.get(person=stay.host)
    own.is_coordinator = True
    own.save()
    people = (
        UserFactory(),
        stay.host,
        MembershipFactory(community=stay.community).person,
        MembershipFactory(coordinator=True).person,
    )
    words = {"seen": seen(stay), "reason": "Mine."}

    answers = [
        signed_in(client, person).get(reading(name, stay)).status_code
        if name == "detail"
        else signed_in(client, person).post(reading(name, stay), words).status_code
        for person in people
    ]

    assert answers == [NOT_FOUND] * 4
    assert list(Stay.objects.public()) == []
    assert stay.workflow_in_progress


def test_a_host_who_coordinates_sees_that_somebody_else_reads(client):
    stay = submitted()
    own = stay.community.memberships.get(person=stay.host)
    own.is_coordinator = True
    own.save()

    answer = signed_in(client, stay.host).get(page("desk", stay.community))

    assert [row.is_own for row in answer.context["desk"].offers] == [True]
    assert reading("detail", stay) not in answer.content.decode()


def test_desk_leaves_out_offers_of_who_is_no_member_any_more(client):
    stay = submitted()
    stay.community.memberships.filter(person=stay.host).update(state=MembershipState.SUSPENDED)

    answer = signed_in(client, coordinator_of(stay.community)).get(page("desk", stay.community))

    assert answer.context["desk"].offers == []


def test_desk_forgets_a_silence_after_an_answer_or_long_ago(client):
    community = CommunityFactory()
    now = timezone.now()
    answered = UnitFactory(stay__community=community)
    RequestFactory(unit=answered, state=RequestState.EXPIRED, closed_at=now)
    RequestFactory(unit=answered, state=RequestState.DECLINED, closed_at=now)
    long_ago = UnitFactory(stay__community=community)
    RequestFactory(unit=long_ago, state=RequestState.EXPIRED, closed_at=now - timedelta(days=200))

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    assert answer.context["desk"].hosts == []


def test_the_notice_of_an_offer_leads_its_reader_to_it(client):
    community = CommunityFactory()
    coordinator = coordinator_of(community)
    stay = submitted(community=community)
    notice = coordinator.notices.get()
    signed_in(client, coordinator)

    answer = client.post(reverse("notifications:notice-read", args=[notice.public_id]), follow=True)

    assert answer.status_code == OK
    assert answer.context["page"].offer == stay


def test_desk_shows_the_five_steps_of_the_community(client):
    community = CommunityFactory()

    answer = signed_in(client, coordinator_of(community)).get(page("desk", community))

    shown = " ".join(answer.content.decode().split())
    assert "Your community: 1 of 5 steps done" in shown  # the coordinator had applied
    assert "Spread the word" in shown
