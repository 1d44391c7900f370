"""Pages on which somebody asks for an organisation, a host reads it, and it is printed."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from commons.organisations.models import Mandate
from commons.privacy.personal_data import export_of
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.exports.ical import calendar_of
from hosting.requests.models.requests import Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, RateFactory, RequestFactory, UnitFactory
from tests.factories.organisations import MandateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def asked(offer, **changes):
    return {
        "check_in": MAY.check_in,
        "check_out": MAY.check_out,
        "adults": 2,
        "children": 0,
        "rate": offer.rates.get().pk,
        "message": "May we?",
        "key": uuid4(),
    } | changes


@pytest.fixture
def stay():
    stay = UnitFactory().stay
    RateFactory(offer=stay)
    return stay


@pytest.fixture
def mandate():
    return MandateFactory(organisation__name="CSE du Bief", organisation__rna="W751234567")


def test_from_the_question_to_the_printed_agreement(client, stay, mandate, committed, mailoutbox):
    client.force_login(mandate.person)
    url = reverse("hosting:request-ask", args=[stay.address])

    form = client.get(url).content.decode()
    data = asked(stay, on_behalf_of=mandate.organisation.public_id)
    with committed():
        client.post(url, data)
    request = Request.objects.get()
    client.force_login(stay.host)
    page = client.get(request.get_absolute_url()).content.decode()
    agree_to_proposal(proposal=request.proposals.get(), by=stay.host)
    printed = client.get(reverse("hosting:agreement-print", args=[request.public_id]))
    ticket = printed.content.decode()

    assert "CSE du Bief" in form
    assert f"{mandate.person.display_name} for CSE du Bief" in mailoutbox[0].subject
    assert "On behalf of: CSE du Bief" in mailoutbox[0].body
    assert mandate.organisation.get_absolute_url() in page
    assert f"Guest, represented by {mandate.person.display_name}. RNA W751234567" in ticket
    assert f"between {stay.host.display_name} and CSE du Bief" in " ".join(ticket.split())


def test_who_acts_for_nobody_is_asked_nothing(client, stay):
    client.force_login(UserFactory())

    page = client.get(reverse("hosting:request-ask", args=[stay.address])).content.decode()

    assert "Who is asking" not in page


def test_a_mandate_that_ended_while_the_form_was_open_is_refused_beside_it(client, stay, mandate):
    client.force_login(mandate.person)
    Mandate.objects.all().delete()

    data = asked(stay, on_behalf_of=mandate.organisation.public_id)
    answer = client.post(reverse("hosting:request-ask", args=[stay.address]), data)

    assert answer.status_code == 422
    assert "You don’t act for this organisation any more." in answer.content.decode()
    assert not Request.objects.exists()


def test_a_colleague_finds_the_request_in_their_list_and_writes(client, mandate):
    colleague = MandateFactory(organisation=mandate.organisation).person
    request = RequestFactory(guest=mandate.person, on_behalf_of=mandate.organisation)
    client.force_login(colleague)

    listed = client.get(reverse("hosting:request-list")).content.decode()
    url = reverse("hosting:request-answer", args=[request.public_id])
    client.post(url, {"body": "Hello from us"})
    page = client.get(request.get_absolute_url()).content.decode()

    assert "Requests from others on behalf of CSE du Bief" in listed
    assert request.get_absolute_url() in listed
    assert "Hello from us" in page
    assert "Send a confidential report" not in page


def test_who_acts_no_longer_reads_why_they_cannot_accept(client, mandate):
    request = RequestFactory(guest=mandate.person, on_behalf_of=mandate.organisation)
    Mandate.objects.all().delete()
    client.force_login(mandate.person)

    page = client.get(request.get_absolute_url()).content.decode()
    client.force_login(request.host)
    of_host = client.get(request.get_absolute_url()).content.decode()

    assert "You no longer act for CSE du Bief." in page
    assert reverse("hosting:proposal-make", args=[request.public_id]) not in page
    assert "no longer acts for CSE du Bief. Someone who does" in of_host


def test_the_export_and_the_calendar_name_the_organisation(client, stay, mandate):
    client.force_login(mandate.person)
    data = asked(stay, on_behalf_of=mandate.organisation.public_id)
    client.post(reverse("hosting:request-ask", args=[stay.address]), data)
    proposal = Request.objects.get().proposals.get()
    agreement = agree_to_proposal(proposal=proposal, by=stay.host)

    exported = export_of(mandate.person)
    calendar = calendar_of(agreement, None, url="https://example.org/").decode()

    assert exported["hosting"]["agreements"][0]["organisation_name"] == "CSE du Bief"
    assert exported["organisations"]["mandates"][0]["organisation__name"] == "CSE du Bief"
    assert "CSE du Bief" in calendar.replace("\r\n ", "")
