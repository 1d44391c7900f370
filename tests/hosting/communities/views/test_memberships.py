"""The pages of the way into a community: who sees them, and what they answer."""

from datetime import date
from http import HTTPStatus

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from hosting.communities.models.communities import Membership
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.presenters.onboarding import step_titles
from hosting.communities.states import CommunityState, MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    CommunityFactory,
    MembershipFactory,
    SponsorInvitationFactory,
)

pytestmark = pytest.mark.django_db

OK, FOUND = HTTPStatus.OK, HTTPStatus.FOUND
FORBIDDEN, NOT_FOUND, UNFIT = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


def page(name, row):
    return reverse(f"hosting:{name}", args=[row.public_id])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def signed_in(client, person):
    client.force_login(person)
    return client


def member_of(membership, **fields):
    return MembershipFactory(community=membership.community, **fields).person


def test_join_makes_a_candidate(client):
    community = CommunityFactory()
    person = UserFactory()

    answer = signed_in(client, person).post(page("membership-apply", community), {"words": "Hi."})

    membership = Membership.objects.get()
    assert (membership.person, membership.words) == (person, "Hi.")
    assert answer.headers["Location"] == membership.get_absolute_url()


def test_join_without_words_comes_back_as_it_was(client):
    community = CommunityFactory()

    answer = signed_in(client, UserFactory()).post(page("membership-apply", community), {})

    assert answer.status_code == UNFIT
    assert answer.context["form"].errors == {"words": ["Say who you are, and why this community."]}
    assert list(Membership.objects.all()) == []


def test_join_shows_a_member_the_way_to_their_own_page(client):
    membership = MembershipFactory()

    answer = signed_in(client, membership.person).get(
        page("membership-apply", membership.community)
    )

    assert membership.get_absolute_url() in answer.content.decode()


def test_join_asks_for_a_verified_address(client):
    community = CommunityFactory()
    person = UserFactory(unverified=True)

    shown = signed_in(client, person).get(page("membership-apply", community))
    answer = client.post(page("membership-apply", community), {"words": "Hi."})

    assert "Confirm your email address first" in shown.content.decode()
    assert answer.status_code == FORBIDDEN


def test_join_knows_no_community_that_is_not_public(client):
    community = CommunityFactory(state=CommunityState.DRAFT)

    answer = signed_in(client, UserFactory()).get(page("membership-apply", community))

    assert answer.status_code == NOT_FOUND


def test_join_tells_strangers_what_is_asked_before_they_sign_up(client):
    join = page("membership-apply", CommunityFactory())

    shown = client.get(join)
    sent = client.post(join, {"words": "Hello."})

    signup = f"{reverse('account_signup')}?next={join}"
    assert shown.status_code == OK
    assert "Then get 2 members who know you to vouch for you" in " ".join(shown.text.split())
    assert f'href="{signup}"' in shown.text
    assert 'name="words"' not in shown.text
    assert (sent.status_code, sent.headers["Location"]) == (FOUND, signup)
    assert list(Membership.objects.all()) == []


def test_a_founder_finds_the_desk_and_no_empty_introduction(client):
    founder = MembershipFactory(coordinator=True, words="")
    member = MembershipFactory(community=founder.community)
    desk = f'href="{reverse("hosting:coordination-desk", args=[founder.community.address])}"'

    founders = signed_in(client, founder.person).get(founder.get_absolute_url()).text
    members = signed_in(client, member.person).get(member.get_absolute_url()).text

    assert "Your introduction" not in founders
    assert "Your introduction" in members
    assert (desk in founders, desk in members) == (True, False)


def test_index_shows_ones_own_communities(client):
    membership = MembershipFactory()
    MembershipFactory()
    MembershipFactory(person=membership.person, state=MembershipState.LEFT)

    answer = signed_in(client, membership.person).get(reverse("hosting:membership-list"))

    assert list(answer.context["memberships"]) == [membership]


def test_index_shows_a_door_to_who_has_none(client):
    answer = signed_in(client, UserFactory()).get(reverse("hosting:membership-list"))

    assert reverse("hosting:community-list") in answer.content.decode()


@pytest.mark.parametrize("state", MembershipState)
def test_detail_shows_the_person_every_step_in_every_state(client, state):
    membership = MembershipFactory(state=state)

    answer = signed_in(client, membership.person).get(page("membership-detail", membership))

    assert answer.status_code == OK
    assert [step.title for step in answer.context["steps"]] == list(step_titles().values())


@pytest.mark.parametrize("state", MembershipState)
@pytest.mark.parametrize(
    "who",
    ["coordinator", "member", "stranger", pytest.param("coordinator elsewhere", id="elsewhere")],
)
def test_detail_is_for_coordinators_and_sponsors(client, state, who):
    membership = MembershipFactory(state=state)
    people = {
        "coordinator": member_of(membership, coordinator=True),
        "member": member_of(membership),
        "stranger": UserFactory(),
        "coordinator elsewhere": MembershipFactory(coordinator=True).person,
    }
    on_the_way = state in {MembershipState.CANDIDATE, MembershipState.COOPTED}
    may = who == "coordinator" or (who == "member" and on_the_way)

    answer = signed_in(client, people[who]).get(page("membership-detail", membership))

    assert answer.status_code == (OK if may else NOT_FOUND)


def test_sign_makes_a_member(client):
    membership = MembershipFactory(candidate=True, state=MembershipState.COOPTED)

    answer = signed_in(client, membership.person).post(
        page("membership-sign", membership), {"version": 1, "agrees": "on"}
    )

    assert answer.headers["Location"] == membership.get_absolute_url()
    assert Membership.objects.get().is_active


def test_sign_shows_the_new_charter_to_who_read_an_old_one(client):
    membership = MembershipFactory(candidate=True, community__charter_version=3)

    answer = signed_in(client, membership.person).post(
        page("membership-sign", membership), {"version": 2, "agrees": "on"}
    )

    assert said(answer) == [
        "The charter has changed since you opened it. Read version 3 before you sign."
    ]
    shown = client.get(answer.headers["Location"])
    assert shown.context["signature_form"]["version"].value() == 3
    assert not Membership.objects.get().has_signed_charter


def test_sign_needs_the_tick(client):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, membership.person).post(
        page("membership-sign", membership), {"version": 1}
    )

    assert answer.status_code == UNFIT
    assert not Membership.objects.get().has_signed_charter


def test_sponsor_gives_a_word_and_takes_it_back(client):
    membership = MembershipFactory(candidate=True)
    sponsor = member_of(membership)
    signed_in(client, sponsor)

    client.post(page("membership-sponsor", membership), {"words": "My neighbour."})
    given = [word.words for word in membership.sponsorships.all()]
    answer = client.post(page("membership-take-back", membership))

    assert given == ["My neighbour."]
    assert list(membership.sponsorships.all()) == []
    assert said(answer)[-1] == "You no longer vouch for this person."


def test_sponsor_refuses_the_candidate(client):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, membership.person).post(page("membership-sponsor", membership), {})

    assert answer.status_code == FORBIDDEN
    assert list(membership.sponsorships.all()) == []


def test_sponsor_says_when_it_is_too_late(client):
    membership = MembershipFactory(candidate=True, state=MembershipState.COOPTED)

    answer = signed_in(client, member_of(membership)).post(
        page("membership-sponsor", membership), {"words": ""}
    )

    assert answer.status_code == UNFIT
    assert answer.context["sponsor_form"].non_field_errors() == [
        "This person no longer needs sponsors. Reload the page to see "
        "where their application stands."
    ]
    assert "This person no longer needs sponsors." in answer.text


def test_leave_asks_first_and_then_goes(client):
    membership = MembershipFactory()
    signed_in(client, membership.person)

    asked = client.get(page("membership-leave", membership))
    still = Membership.objects.get().is_active
    answer = client.post(page("membership-leave", membership), {"reason": "I move."})

    assert asked.status_code == OK
    assert still
    assert answer.headers["Location"] == reverse("hosting:membership-list")
    assert Membership.objects.get().state == MembershipState.LEFT


def test_leave_keeps_the_last_coordinator(client):
    membership = MembershipFactory(coordinator=True)

    answer = signed_in(client, membership.person).post(
        page("membership-leave", membership), {"reason": ""}
    )

    assert answer.status_code == UNFIT
    assert answer.context["form"].non_field_errors() == [
        "A community needs at least one coordinator. Name another one first."
    ]


def test_leave_is_ones_own_deed(client):
    membership = MembershipFactory()

    answer = signed_in(client, member_of(membership, coordinator=True)).get(
        page("membership-leave", membership)
    )

    assert answer.status_code == NOT_FOUND


def test_candidates_are_shown_to_active_members_only(client):
    membership = MembershipFactory(candidate=True)
    url = page("candidate-list", membership.community)

    shown = signed_in(client, member_of(membership)).get(url)
    refused = [
        signed_in(client, person).get(url).status_code
        for person in (
            membership.person,
            UserFactory(),
            member_of(membership, state=MembershipState.SUSPENDED),
        )
    ]

    assert list(shown.context["candidates"]) == [membership]
    assert refused == [NOT_FOUND] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_candidates_take_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = CommunityFactory()
    for _ in range(count):
        candidate = MembershipFactory(candidate=True, community=community)
        candidate.sponsorships.create(sponsor=UserFactory())
    signed_in(client, MembershipFactory(community=community).person)

    with django_assert_max_num_queries(9):
        client.get(page("candidate-list", community))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", "vouched for by Jules, Nadia", id="en"),
        pytest.param("fr", "parrainage\u00a0: Jules, Nadia", id="fr"),
    ],
)
def test_candidates_say_who_vouched_for_them_in_one_sentence(client, language, said):
    community = CommunityFactory()
    candidate = MembershipFactory(candidate=True, community=community)
    for name in ("Jules", "Nadia"):
        candidate.sponsorships.create(sponsor=UserFactory(display_name=name))
    signed_in(client, MembershipFactory(community=community).person)

    with translation.override(language):
        url = page("candidate-list", community)

    assert said in client.get(url).text


DEEDS = {
    "membership-meet": {"on": "2026-05-15"},
    "membership-refuse": {"refuse-reason": "Nobody knows you."},
    "membership-reinstate": {},
    "membership-name": {},
    "membership-dismiss": {},
}
STATES = {
    "membership-refuse": MembershipState.CANDIDATE,
    "membership-reinstate": MembershipState.SUSPENDED,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_of_coordinators_is_done_by_one(client, deed):
    membership = MembershipFactory(state=STATES.get(deed, MembershipState.ACTIVE))
    coordinator = member_of(membership, coordinator=True)

    answer = signed_in(client, coordinator).post(page(deed, membership), DEEDS[deed])

    assert answer.headers["Location"] == membership.get_absolute_url()
    after = Membership.objects.get(pk=membership.pk)
    assert {
        "membership-meet": after.met_at == date(2026, 5, 15),
        "membership-refuse": after.state == MembershipState.LEFT,
        "membership-reinstate": after.state == MembershipState.ACTIVE,
        "membership-name": after.is_coordinator,
        "membership-dismiss": not after.is_coordinator,
    }[deed]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_of_coordinators_is_not_for_others(client, deed):
    membership = MembershipFactory(candidate=True)
    before = Membership.objects.values().get(pk=membership.pk)

    answers = [
        signed_in(client, person).post(page(deed, membership), DEEDS[deed]).status_code
        for person in (member_of(membership), UserFactory())
    ]

    assert answers == [FORBIDDEN, NOT_FOUND]
    assert Membership.objects.values().get(pk=membership.pk) == before


def test_a_decision_needs_a_reason(client):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, member_of(membership, coordinator=True)).post(
        page("membership-refuse", membership), {}
    )

    assert answer.status_code == UNFIT
    assert Membership.objects.get(pk=membership.pk).state == membership.state


@pytest.mark.parametrize("deed", [*DEEDS, "membership-sign", "membership-sponsor"])
def test_a_deed_is_never_done_by_a_link(client, deed):
    membership = MembershipFactory()

    answer = signed_in(client, membership.person).get(page(deed, membership))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_invite_asks_a_member_and_the_page_shows_it(client):
    membership = MembershipFactory(candidate=True)
    member = member_of(membership, coordinator=True)
    own = signed_in(client, membership.person)

    answer = own.post(page("membership-invite", membership), {"member": member.public_id})
    shown = own.get(membership.get_absolute_url()).content.decode()

    assert answer.headers["Location"] == membership.get_absolute_url()
    assert said(answer) == ["Your invitation has been sent."]
    assert "hasn’t answered yet" in shown
    assert f"http://testserver{membership.get_absolute_url()}" in shown


@pytest.mark.parametrize("member", ["", "zzzzzzzz", "x\x00", "1"])
def test_invite_refuses_a_member_who_is_not_in_the_list(client, member):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, membership.person).post(
        page("membership-invite", membership), {"member": member}
    )

    assert answer.status_code == UNFIT
    assert list(answer.context["invitation_form"].errors) == ["member"]
    assert list(SponsorInvitation.objects.all()) == []


def test_invite_offers_no_member_whose_name_is_not_public(client):
    membership = MembershipFactory(candidate=True)
    named = member_of(membership, coordinator=True)
    member_of(membership)

    shown = signed_in(client, membership.person).get(membership.get_absolute_url())

    assert list(shown.context["invitation_form"].fields["member"].queryset) == [named]


def test_invite_offers_no_member_who_was_asked_already(client):
    membership = MembershipFactory(candidate=True)
    asked, other = (member_of(membership, coordinator=True) for _ in range(2))
    SponsorInvitationFactory(membership=membership, member=asked)

    shown = signed_in(client, membership.person).get(membership.get_absolute_url()).text

    assert f'<option value="{other.public_id}"' in shown
    assert f'<option value="{asked.public_id}"' not in shown


def test_invite_asks_for_an_address_where_every_named_member_was_asked(client):
    membership = MembershipFactory(candidate=True)
    SponsorInvitationFactory(membership=membership)

    shown = signed_in(client, membership.person).get(membership.get_absolute_url()).text

    assert '<select name="member"' not in shown
    assert 'name="email"' in shown
    assert f"http://testserver{membership.get_absolute_url()}" in shown


def test_invite_sorts_names_with_an_accent_beside_their_letter(client):
    membership = MembershipFactory(candidate=True)
    for name in ("Zoé", "Désirée", "Élie", "Denis", "Émile", "Eric"):
        member_of(membership, coordinator=True, person__display_name=name)

    shown = signed_in(client, membership.person).get(membership.get_absolute_url())

    choices = shown.context["invitation_form"].fields["member"].choices
    names = [name for _value, name in choices][1:]
    assert names == ["Denis", "Désirée", "Élie", "Émile", "Eric", "Zoé"]


def test_invite_by_address_answers_alike_for_members_and_strangers(client):
    membership = MembershipFactory(candidate=True)
    member = member_of(membership)
    own = signed_in(client, membership.person)

    said_of = {
        address: said(own.post(page("membership-invite", membership), {"email": address}))[-1]
        for address in (member.email.upper(), "nobody@example.org")
    }
    shown = own.get(membership.get_absolute_url()).text

    words = "If this address belongs to a member, we’ve sent them your invitation."
    assert said_of == {member.email.upper(): words, "nobody@example.org": words}
    assert member.display_name not in shown
    assert shown.count("hasn’t answered yet") == 2
    assert [one.member for one in SponsorInvitation.objects.order_by("pk")] == [member, None]


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"email": "not an address"}, ["email"]),
        ({"email": "x" * 250 + "@example.org"}, ["email"]),
        ({}, ["member"]),
    ],
)
def test_invite_by_address_refuses_what_is_none(client, sent, refused):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, membership.person).post(page("membership-invite", membership), sent)

    assert answer.status_code == UNFIT
    assert list(answer.context["invitation_form"].errors) == refused
    assert list(SponsorInvitation.objects.all()) == []


def test_invite_refuses_a_name_and_an_address_at_once(client):
    membership = MembershipFactory(candidate=True)
    member = member_of(membership, coordinator=True)

    answer = signed_in(client, membership.person).post(
        page("membership-invite", membership),
        {"member": member.public_id, "email": "ada@example.org"},
    )

    assert answer.status_code == UNFIT
    assert "Choose a member or enter an email address, not both." in answer.text
    assert list(SponsorInvitation.objects.all()) == []


def test_invite_for_a_co_opted_member_is_refused_with_a_link(client):
    membership = MembershipFactory(state=MembershipState.COOPTED)
    member = member_of(membership, coordinator=True)

    answer = signed_in(client, membership.person).post(
        page("membership-invite", membership), {"member": member.public_id}
    )

    assert answer.status_code == UNFIT
    assert f"http://testserver{membership.get_absolute_url()}" in answer.text


def test_invite_is_not_there_for_others(client):
    membership = MembershipFactory(candidate=True)
    member = member_of(membership, coordinator=True)

    answer = signed_in(client, member).post(
        page("membership-invite", membership), {"member": member.public_id}
    )

    assert answer.status_code == NOT_FOUND


def test_an_invited_member_finds_the_candidate_on_the_desk_and_declines(client):
    invitation = SponsorInvitationFactory()
    membership = invitation.membership
    own = signed_in(client, invitation.member)

    desk = own.get(reverse("notifications:desk")).content.decode()
    shown = own.get(membership.get_absolute_url()).content.decode()
    answer = own.post(page("membership-decline", membership))

    assert f'href="{membership.get_absolute_url()}#sponsor"' in desk
    assert "Decline to vouch" in shown
    assert "The candidate and the coordinators will see your answer." in shown
    assert said(answer) == [
        "The candidate and the coordinators can see that you’ve declined to vouch."
    ]
    assert "Decline to vouch" not in own.get(membership.get_absolute_url()).content.decode()


def test_decline_is_forbidden_to_a_member_who_was_not_asked(client):
    membership = MembershipFactory(candidate=True)

    answer = signed_in(client, member_of(membership)).post(page("membership-decline", membership))

    assert answer.status_code == FORBIDDEN


@pytest.mark.parametrize(("sent", "is_by_phone"), [({"by_phone": "on"}, True), ({}, False)])
def test_members_say_whether_they_answer_by_phone(client, sent, is_by_phone):
    membership = MembershipFactory(answers_by_phone=not is_by_phone)
    own = signed_in(client, membership.person)

    answer = own.post(page("membership-phone", membership), sent)

    assert said(answer) == ["Saved. Requests that were sent earlier keep their deadline."]
    assert Membership.objects.get().answers_by_phone == is_by_phone
    assert ("checked" in own.get(membership.get_absolute_url()).text) == is_by_phone
