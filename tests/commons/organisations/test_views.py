"""The pages of organisations, and the link that lets somebody act for one."""

import pytest
from django.urls import reverse

from commons.organisations.models import Mandate, MandateInvitation, Organisation
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    MandateFactory,
    MandateInvitationFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def test_from_a_new_organisation_to_a_second_person_who_acts(client, committed, mailoutbox):
    first, second = UserFactory(), UserFactory()
    client.force_login(first)

    client.post(
        reverse("organisations:organisation-create"),
        {"kind": "works_council", "name": "CSE du Bief", "siret": "552 100 554 00013"},
    )
    organisation = Organisation.objects.get()
    asked = {"email": second.email.upper(), "role": "representative", "language": "en"}
    with committed():
        client.post(reverse("organisations:mandate-invite", args=[organisation.public_id]), asked)
    client.force_login(second)
    link = MandateInvitation.objects.get().get_absolute_url()
    page = client.get(link).content.decode()
    answer = client.post(link, follow=True)

    assert [mail.to for mail in mailoutbox] == [[second.email]]
    assert "CSE du Bief" in page
    assert answer.redirect_chain[-1][0] == organisation.get_absolute_url()
    assert {mandate.person for mandate in organisation.mandates.running()} == {first, second}


def test_a_stranger_reads_the_name_and_not_the_people(client):
    mandate = MandateFactory(manager=True)
    client.force_login(UserFactory())

    page = client.get(mandate.organisation.get_absolute_url()).content.decode()

    assert mandate.organisation.name in page
    assert mandate.person.display_name not in page


def test_a_visitor_without_account_is_led_to_the_login(client):
    answer = client.get(OrganisationFactory().get_absolute_url())

    assert answer.status_code == 302


def test_wrong_identifiers_come_back_as_they_were_typed(client):
    client.force_login(UserFactory())

    answer = client.post(
        reverse("organisations:organisation-create"),
        {"kind": "association", "name": "Les amis", "rna": "W12"},
    )

    assert answer.status_code == 422
    assert 'value="Les amis"' in answer.content.decode()
    assert not Organisation.objects.exists()


def test_an_invitation_without_address_comes_back(client):
    mandate = MandateFactory(manager=True)
    client.force_login(mandate.person)
    url = reverse("organisations:mandate-invite", args=[mandate.organisation.public_id])

    answer = client.post(url, {"email": "nobody", "role": "manager", "language": "fr"})

    assert answer.status_code == 422
    assert "Enter the email address of the person you’re inviting." in answer.content.decode()


def test_an_invitation_for_another_address_says_so_and_stays(client):
    invitation = MandateInvitationFactory()
    client.force_login(UserFactory())

    answer = client.post(invitation.get_absolute_url(), follow=True)

    assert "This invitation was sent to another email address." in answer.content.decode()
    assert not Mandate.objects.exclude(person=invitation.by).exists()


def test_a_withdrawn_invitation_is_gone(client):
    invitation = MandateInvitationFactory()
    mandate = MandateFactory(organisation=invitation.organisation, manager=True)
    client.force_login(mandate.person)
    link = invitation.get_absolute_url()

    revoke_url = reverse(
        "organisations:invitation-revoke",
        args=[invitation.organisation.public_id, invitation.public_id],
    )
    client.post(revoke_url)

    assert client.get(link).status_code == 410


def test_the_last_manager_reads_why_they_cannot_leave(client):
    mandate = MandateFactory(manager=True)
    client.force_login(mandate.person)
    url = reverse(
        "organisations:mandate-end", args=[mandate.organisation.public_id, mandate.public_id]
    )

    answer = client.post(url, follow=True)

    assert "Give another person this role first." in answer.content.decode()
    assert mandate.organisation.mandates.running().exists()


def test_the_list_names_those_that_a_person_acts_for(client):
    mandate, other = MandateFactory(), MandateFactory()
    client.force_login(mandate.person)

    page = client.get(reverse("organisations:organisation-list")).content.decode()

    assert (mandate.organisation.name in page, other.organisation.name in page) == (True, False)


def test_who_manages_changes_a_mandate_and_the_name(client):
    manager = MandateFactory(manager=True)
    organisation = manager.organisation
    other = MandateFactory(organisation=organisation)
    client.force_login(manager.person)

    change_url = reverse(
        "organisations:mandate-change", args=[organisation.public_id, other.public_id]
    )
    client.post(change_url, {"role": "manager", "ends_on": ""})
    edit_url = reverse("organisations:organisation-edit", args=[organisation.public_id])
    client.post(edit_url, {"kind": "school", "name": "Lycée du Bief"})
    organisation.refresh_from_db()
    other.refresh_from_db()

    assert (other.manages, organisation.name) == (True, "Lycée du Bief")


def test_a_past_last_day_is_refused_beside_its_field(client):
    mandate = MandateFactory(manager=True)
    client.force_login(mandate.person)
    invite = reverse("organisations:mandate-invite", args=[mandate.organisation.public_id])
    change = reverse(
        "organisations:mandate-change", args=[mandate.organisation.public_id, mandate.public_id]
    )
    sent = {"email": "mia@example.org", "role": "manager", "language": "fr"}

    answers = [client.post(url, sent | {"ends_on": "2020-01-01"}) for url in (invite, change)]

    errors = [answer.context["form"].errors["ends_on"] for answer in answers]
    assert errors == [["This date has passed. Choose today or a later date."]] * 2


def test_an_invitation_that_waits_says_until_when(client):
    mandate = MandateFactory(manager=True)
    MandateInvitationFactory(organisation=mandate.organisation)
    client.force_login(mandate.person)

    page = client.get(mandate.organisation.get_absolute_url()).text

    assert "No answer yet. The invitation expires on" in page
    assert f'href="{reverse("organisations:organisation-list")}"' in page
