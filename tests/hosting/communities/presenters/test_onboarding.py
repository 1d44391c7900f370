"""How far somebody has come in a community."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from hosting.communities.presenters.onboarding import (
    ChecklistStep,
    onboarding_progress,
    onboarding_steps,
    step_titles,
)
from hosting.communities.states import MembershipState
from hosting.offers.actions.review import submit_for_review
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2026, 6, 1))]

JANUARY = datetime(2026, 1, 4, 12, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)


def membership_with(**fields):
    made = MembershipFactory(**fields)
    type(made).objects.filter(pk=made.pk).update(applied_at=JANUARY)
    made.refresh_from_db()
    return made


def sponsored(membership, *names):
    for name in names:
        membership.sponsorships.create(sponsor=UserFactory(display_name=name))
    return membership


def test_onboarding_steps_begin_with_the_sponsors():
    membership = membership_with(candidate=True)

    assert onboarding_steps(membership) == [
        ChecklistStep("Introduce yourself", "written on Sunday 4 January", "done"),
        ChecklistStep("Get 2 members to vouch for you", "members who know you", "next"),
        ChecklistStep(
            "Read and sign the charter",
            "version 1 to read",
            "",
            membership.get_absolute_url() + "#charter",
            "Read the charter",
        ),
        ChecklistStep(
            "Write a first offer",
            "a room, a walk, a jar of honey, a tip",
            "",
            reverse("hosting:offer-start"),
            "Start writing",
        ),
        ChecklistStep("Have the offer reviewed by the community", "usually within 4 days", ""),
        ChecklistStep(
            "Meet someone from the community", "a sponsor or a coordinator records the meeting", ""
        ),
    ]


def test_onboarding_steps_are_done_with_who_and_when():
    membership = sponsored(
        membership_with(charter_signed_at=JANUARY, met_at=date(2026, 5, 15)), "Nadia", "Jules"
    )
    StayFactory(host=membership.person, community=membership.community, first_published_at=MARCH)

    assert onboarding_steps(membership) == [
        ChecklistStep("Introduce yourself", "written on Sunday 4 January", "done"),
        ChecklistStep("Get 2 members to vouch for you", "vouched for by Nadia, Jules", "done"),
        ChecklistStep("Read and sign the charter", "version 1, signed on Sunday 4 January", "done"),
        ChecklistStep("Write a first offer", "", "done"),
        ChecklistStep(
            "Have the offer reviewed by the community", "published on Monday 2 March", "done"
        ),
        ChecklistStep("Meet someone from the community", "on Friday 15 May", "done"),
    ]


def words_of(membership, place):
    step = onboarding_steps(membership)[place]
    return step.state, step.text


def test_onboarding_steps_say_which_word_is_missing():
    membership = sponsored(membership_with(candidate=True), "Nadia")

    assert words_of(membership, 1) == ("next", "Nadia; sponsors still needed: 1")


def test_onboarding_steps_know_founders():
    membership = membership_with(candidate=True, state=MembershipState.COOPTED)

    assert words_of(membership, 1) == ("done", "one of the founders")


def test_onboarding_steps_ask_for_the_new_charter_and_stay_done():
    membership = membership_with(charter_signed_at=JANUARY, community__charter_version=2)

    state, text = words_of(membership, 2)

    assert (state, text) == ("done", "version 1, signed on Sunday 4 January · version 2 to read")


def test_onboarding_steps_know_a_draft():
    membership = membership_with()
    StayFactory(draft=True, host=membership.person, community=membership.community)

    assert words_of(membership, 3)[1] == "started, not submitted yet"


def test_onboarding_steps_know_an_offer_that_is_being_read(django_assert_num_queries):
    membership = membership_with(charter_signed_at=JANUARY)
    stay = StayFactory(draft=True, host=membership.person, community=membership.community)
    submit_for_review(offer=stay, by=stay.host)
    steps = onboarding_steps(membership)

    with django_assert_num_queries(2):
        onboarding_steps(membership)

    assert [(step.state, step.text) for step in steps[3:5]] == [
        ("done", ""),
        ("next", "in review"),
    ]


def test_onboarding_steps_leave_out_offers_of_another_community():
    membership = membership_with()
    StayFactory(host=membership.person, first_published_at=MARCH)

    assert words_of(membership, 3)[1] == "a room, a walk, a jar of honey, a tip"


def test_onboarding_steps_have_the_titles_of_the_page_for_newcomers():
    membership = membership_with(candidate=True)

    titles = [step.title for step in onboarding_steps(membership)]

    assert titles == list(step_titles().values())


def test_progress_of_has_nothing_to_press():
    membership = membership_with(candidate=True)

    assert {step.url for step in onboarding_steps(membership)} != {""}
    assert {step.url for step in onboarding_progress(membership)} == {""}
