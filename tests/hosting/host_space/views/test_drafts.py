"""Writing an offer, step by step, as a phone without JavaScript sends it."""

import pytest
from django.urls import reverse

from commons.audit.models import AuditEntry
from hosting.offers.models.stays import Stay
from tests.error_summaries import is_in_page_order, summary_of
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "chosen"), [("tip", ["tip"]), ("zebra", []), ("", [])])
def test_start_chooses_the_kind_that_the_link_names(client, kind, chosen):
    client.force_login(MembershipFactory().person)

    shown = client.get(f"{reverse('hosting:offer-start')}?kind={kind}")

    options = shown.context["form"]["kind"].subwidgets
    assert [one.data["value"] for one in options if one.data["selected"]] == chosen


def test_start_chooses_the_community_that_the_link_names(client):
    first = MembershipFactory()
    second = MembershipFactory(person=first.person)
    client.force_login(first.person)
    address = f"{reverse('hosting:offer-start')}?kind=tip&community="

    chosen = [
        client.get(address + key).context["form"]["community"].value()
        for key in (first.community.public_id, second.community.public_id, "")
    ]

    assert chosen == [first.community.public_id, second.community.public_id, ""]


def test_start_leaves_the_only_community_chosen_whatever_the_link_names(client):
    membership, other = MembershipFactory(), CommunityFactory()
    client.force_login(membership.person)

    page = client.get(f"{reverse('hosting:offer-start')}?community={other.public_id}")

    assert page.context["form"]["community"].value() == membership.community.public_id


def test_start_says_what_to_do_in_the_order_of_its_page(client):
    first = MembershipFactory()
    MembershipFactory(person=first.person)
    client.force_login(first.person)

    page = client.post(reverse("hosting:offer-start")).text

    assert [words for _anchor, words in summary_of(page)] == [
        "Choose what you offer.",
        "Enter a title for your offer.",
        "Choose a community.",
        "Choose the language you’ll write in.",
    ]
    assert is_in_page_order(page)


def test_a_stay_is_written_and_handed_in(client):
    membership = MembershipFactory()
    locality = LocalityFactory(name="Loches")
    client.force_login(membership.person)

    def send(page, *args, **data):
        answer = client.post(reverse(f"hosting:{page}", args=args), data)
        assert answer.status_code == 302, answer.content.decode()

    send(
        "offer-start",
        kind="stay",
        title="The mill",
        language="en",
        community=membership.community.public_id,
    )
    stay = Stay.objects.get()
    send(
        "offer-words",
        stay.public_id,
        title="The mill",
        words="A room above the water.",
        lodging_kind="guest_room",
        contract_party="private",
        language="en",
    )
    send("offer-place", stay.public_id, locality="Loches", address="7 Canary Lane")
    send(
        "unit-add", stay.public_id, name="The blue room", sleeps="2", bathroom="shared", double="1"
    )
    send(
        "rate-add",
        stay.public_id,
        "paid",
        name="full",
        amount="40",
        currency="EUR",
        unit="night",
        cash="on",
    )
    send(
        "offer-declaration",
        stay.public_id,
        is_main_residence="True",
        registration_number="",
        sworn="on",
        version="3",
    )
    send("offer-submit", stay.public_id)

    stay = Stay.objects.get()
    draft = stay.get_latest_revision_as_object()
    assert (draft.words, draft.live) == ("A room above the water.", False)
    assert draft.place.locality == locality
    assert [rate.label for rate in draft.rates.all()] == ["Full price"]
    assert [(unit.name, unit.sleeps) for unit in stay.units.all()] == [("The blue room", 2)]
    assert stay.workflow_in_progress
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == [
        "offer.drafted",
        "offer.revised",
        "offer.located",
        "unit.added",
        "rate.added",
        "stay.declared",
        "offer.submitted",
    ]
