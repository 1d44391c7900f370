"""Who drives leaves the near home to others, is told so, and says that the longer way is meant."""

import pytest
from django.urls import reverse

from emergency.housing.actions.drafts import ask_by_draft
from emergency.housing.actions.proposals import accept_as_host
from emergency.housing.models.drafts import Draft
from emergency.housing.models.proposals import Proposal
from emergency.housing.presenters.homes import fitting_homes, left_nearer
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    host_of,
    looking,
    weighed,
)

pytestmark = pytest.mark.django_db
SIGNED = {"full_name": "Camille Canary", "signs": "on", "insured": "on"}


def town(mode):
    """Two homes that fit, one of them in reach of people on foot."""
    request = looking(travel_mode=mode, travel_minutes=60)
    near, far = (
        HousingOfferFactory(activation=request.activation, latitude=latitude)
        for latitude in (47.39, 47.47)
    )
    return request, near, far


def desk_url(name, request, *parts):
    return reverse(
        f"emergency:{name}", args=[request.activation.address, request.public_id, *parts]
    )


def yes_url(proposal):
    token = proposal.request.submission.token
    return reverse("emergency:proposal-yes", args=[token, proposal.public_id])


def offered_by_press(client, request, home):
    """Asked on the page of the request, and the host says yes."""
    client.force_login(DutyFactory(activation=request.activation).person)
    client.post(desk_url("request-ask", request, home.public_id))
    client.logout()
    proposal = Proposal.objects.get()
    return accept_as_host(proposal=proposal, full_name="D", by=host_of(home))


def test_who_drives_is_sent_farther_and_the_page_says_why():
    request, near, far = town("car")

    homes = fitting_homes(request)

    assert [home.reference for home in homes] == [far.reference, near.reference]
    assert [home.left_nearer is None for home in homes] == [False, True]
    assert "is kept for people without a car" in homes[0].reasons[-1]
    assert homes[0].left_nearer < homes[0].minutes


@pytest.mark.parametrize("mode", ["bike", "transit"])
def test_nobody_without_a_car_leaves_anything(mode):
    request, _near, far = town(mode)

    assert {home.left_nearer for home in fitting_homes(request)} == {None}
    assert left_nearer(request, far) is None


def test_who_drives_says_that_the_longer_way_is_meant(client):
    request, _near, far = town("car")
    proposal = offered_by_press(client, request, far)
    page = client.get(yes_url(proposal)).text
    status = client.get(request.submission.get_absolute_url()).text

    hasty = client.post(yes_url(proposal), SIGNED)
    stood = Proposal.objects.get().state
    client.post(yes_url(proposal), SIGNED | {"farther": "on"})

    assert f"a closer home, {proposal.left_nearer} minutes from my work" in page
    assert "is kept for people without a car" in status
    assert (hasty.status_code, stood) == (422, "offered")
    assert Proposal.objects.get().state == "accepted"


def test_who_gets_the_near_home_and_the_host_are_asked_nothing_more(client):
    request, near, _far = town("car")
    proposal = offered_by_press(client, request, near)

    assert "id_farther" not in client.get(yes_url(proposal)).text
    client.post(yes_url(proposal), SIGNED)
    assert Proposal.objects.get().state == "accepted"


def test_the_host_isnt_asked_whether_the_way_is_meant(client):
    request, _near, far = town("car")
    client.force_login(DutyFactory(activation=request.activation).person)
    client.post(desk_url("request-ask", request, far.public_id))
    proposal = Proposal.objects.get()
    url = reverse("emergency:proposal-yes", args=[far.submission.token, proposal.public_id])

    assert proposal.left_nearer is not None
    assert "id_farther" not in client.get(url).text


def test_a_draft_brings_it_along():
    request, _near, far = town("car")
    by = DutyFactory(activation=request.activation).person
    weighed(request.activation, by)
    draft = Draft.objects.get()

    ask_by_draft(draft=draft, by=by)

    assert (draft.offer, Proposal.objects.get().left_nearer is None) == (far, False)


def test_the_page_of_a_request_has_one_filled_button(client):
    request, _near, _far = town("car")
    client.force_login(DutyFactory(activation=request.activation).person)

    page = client.get(desk_url("request", request)).text
    asked_of = [one for one in page.split("<button")[1:] if 'class="button"' in one.split(">")[0]]
    filled = [one for one in asked_of if "data-kind" not in one.split(">")[0]]

    assert len(filled) == 1
    assert "Ask this host" in filled[0]


def test_without_a_home_to_ask_the_filled_button_is_to_take_it(client):
    request = looking()
    client.force_login(DutyFactory(activation=request.activation).person)

    page = client.get(desk_url("request", request)).context["page"]

    assert page.take_first
