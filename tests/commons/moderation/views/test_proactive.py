"""The page of a decision that nobody asked for."""

import pytest
from django.urls import reverse

from commons.moderation.models import Case, Decision
from commons.moderation.states import Measure
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.moderation import HIDE, coordinator_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    return StayFactory(title="The mill")


def page(kind, subject):
    return reverse("moderation:decide", args=[kind, subject.public_id])


def test_a_coordinator_decides_and_reads_the_case(client, offer):
    coordinator = coordinator_of(offer.community)
    client.force_login(coordinator)

    form = client.get(page("offer", offer)).text
    answer = client.post(page("offer", offer), HIDE)

    made = Decision.objects.get()
    assert "The mill" in form
    assert (made.by, made.measure, answer.url) == (
        coordinator,
        Measure.HIDDEN,
        made.case.get_absolute_url(),
    )
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"ground": ""}, {"rule": ""}, {"facts": ""}, {"words": ""}, {"measure": "none"}]
)
def test_a_decision_without_its_parts_keeps_what_was_typed(client, offer, wrong):
    client.force_login(coordinator_of(offer.community))

    answer = client.post(page("offer", offer), HIDE | {"facts": "A canary."} | wrong)

    assert answer.status_code == 422
    assert wrong.get("facts", "A canary.") in answer.text
    assert not Case.objects.exists()


def test_the_page_is_not_there_for_the_host_a_stranger_or_of_another_noun(client, offer):
    offer.host.memberships.update(is_coordinator=True)
    for person in (offer.host, UserFactory(), coordinator_of(StayFactory().community)):
        client.force_login(person)

        assert client.get(page("offer", offer)).status_code == 404
        assert client.post(page("offer", offer), HIDE).status_code == 404

    client.force_login(coordinator_of(offer.community))
    assert client.get(page("cow", offer)).status_code == 404


def test_where_somebody_reported_it_one_is_led_there(client, offer):
    case = reported("offer", offer, by=UserFactory()).case
    client.force_login(coordinator_of(offer.community))

    assert client.get(page("offer", offer)).url == case.get_absolute_url()


def test_what_is_the_only_choice_is_made_and_the_ground_never_is(client):
    membership = MembershipFactory()
    client.force_login(coordinator_of(membership.community))

    form = client.get(page("member", membership)).context["form"]

    assert form["measure"].initial == Measure.PAUSED
    assert form["ground"].initial is None
    assert form.fields["ground"].choices[0][0] == ""


def test_a_membership_is_no_public_thing_that_could_be_reported(client):
    membership = MembershipFactory()
    client.force_login(coordinator_of(membership.community))
    url = reverse("moderation:report", args=["member", membership.public_id])

    assert client.get(url).status_code == 404


def test_report_form_leads_only_its_moderators_to_decide_unasked(client, offer):
    form = reverse("moderation:report", args=["offer", offer.public_id])
    readers = (None, offer.host, UserFactory(), coordinator_of(StayFactory().community))
    shown = []
    for person in (*readers, coordinator_of(offer.community)):
        if person is not None:
            client.force_login(person)
        shown.append(page("offer", offer) in client.get(form).text)

    assert shown == [False] * len(readers) + [True]
