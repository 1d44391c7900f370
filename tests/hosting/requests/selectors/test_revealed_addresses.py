"""Contact details of an agreement: copied, readable for a while, erased."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commons.audit.models import AuditEntry
from commons.privacy.personal_data import export_of
from core.values.geo import Point
from hosting.offers.models.places import Place
from hosting.requests.actions.agreements import erase_contacts
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.periodic import erase_expired_contacts
from hosting.requests.presenters.tickets import ticket_of
from hosting.requests.selectors.revealed_addresses import ContactPerson, Contacts, contacts_for
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AT_TWO,
    AgreementFactory,
    ProposalFactory,
    SessionRequestFactory,
)

pytestmark = pytest.mark.django_db

COMPLETED = RequestState.COMPLETED
AGREED_AT = datetime(2027, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def april(time_machine):
    time_machine.move_to(AGREED_AT, tick=False)
    return time_machine


def people():
    host = UserFactory(full_name="Odile Martin", phone="+33639980001", email="odile@example.org")
    guest = UserFactory(full_name="Ben Weir", phone="+33639980002", email="ben@example.org")
    return host, guest


def undated(**fields):
    return AgreementFactory(check_in=None, check_out=None, **fields)


def session_of(**fields):
    request = SessionRequestFactory(state=COMPLETED)
    hours = {"starts_at": AT_TWO, "ends_at": AT_TWO + timedelta(hours=2)}
    return AgreementFactory(request=request, **hours, **fields)


def test_agree_to_proposal_copies_contacts_that_later_changes_do_not_reach(april):
    host, guest = people()
    proposal = ProposalFactory(request__unit__stay__host=host, request__guest=guest)
    agreement = agree_to_proposal(proposal=proposal, by=guest)
    locality = proposal.request.offer.place.locality.name

    host.phone, host.email, host.full_name = "+33639980009", "new@example.org", "Odile Weir"
    host.save()
    Place.objects.update(address="1 New Street", directions="Left.", exact_latitude=48.0)

    assert contacts_for(guest, type(agreement.request).objects.get()) == Contacts(
        host=ContactPerson("Odile Martin", "+33 6 39 98 00 01", "odile@example.org"),
        guest=ContactPerson("Ben Weir", "+33 6 39 98 00 02", "ben@example.org"),
        address="7 Canary Lane",
        locality=locality,
        directions="The blue gate behind the mill.",
        point=Point(47.292187, 1.100219),
    )


@pytest.mark.parametrize(
    ("make", "last"),
    [
        (AgreementFactory, datetime(2027, 5, 20, 21, 59, tzinfo=UTC)),
        (session_of, datetime(2027, 5, 18, 13, 59, tzinfo=UTC)),
        (undated, datetime(2027, 4, 29, 8, 59, tzinfo=UTC)),
    ],
)
def test_expired_and_erasable_contacts_agree(april, make, last):
    agreement = make()
    agreement.request.state = COMPLETED
    agreement.request.save()

    told = []
    for moment in (last, last + timedelta(minutes=1)):
        april.move_to(moment, tick=False)
        told.append((agreement.contacts_expired, AgreementContacts.objects.to_erase().exists()))

    assert told == [(False, False), (True, True)]


def test_contacts_days_is_a_setting(april, settings):
    agreement = AgreementFactory(request__state=COMPLETED)
    settings.HOSTING_CONTACTS_DAYS = 2
    april.move_to(date(2027, 5, 9))

    assert contacts_for(agreement.guest, agreement.request) is None


def test_every_page_names_the_two_and_nothing_else_once_the_time_is_over(april, client):
    host, guest = people()
    agreement = AgreementFactory(
        request__state=COMPLETED, request__unit__stay__host=host, request__guest=guest
    )
    secrets = ("7 Canary Lane", "blue gate", "+33 6 39 98 00 01", "odile@example.org")
    names = ("request-detail", "agreement-print", "agreement-calendar")
    pages = [reverse(f"hosting:{name}", args=[agreement.request.public_id]) for name in names]

    def shown():
        client.force_login(guest)
        bodies = [client.get(page).content.decode() for page in pages]
        return [
            ("Odile Martin" in body, any(secret in body for secret in secrets)) for body in bodies
        ]

    april.move_to(date(2027, 5, 15))
    before = shown()
    april.move_to(date(2027, 5, 22))

    assert before == [(True, True)] * 3
    assert shown() == [(True, False)] * 3


def test_ticket_of_says_that_contacts_were_deleted(april):
    made = AgreementFactory(request__state=COMPLETED)
    agreement = Agreement.objects.get(pk=made.pk)

    place = ticket_of(agreement, None).place

    assert place == ["Address and contact details are deleted 14 days after the agreement ends."]


def test_ticket_of_names_no_days_where_contacts_went_with_an_account(april):
    made = AgreementFactory(request__state=COMPLETED, contacts=False)
    made.host.closed_at = AGREED_AT
    made.host.save()
    agreement = Agreement.objects.get(pk=made.pk)

    place = ticket_of(agreement, None).place

    assert place == ["Address and contact details have been deleted."]


def test_erase_expired_contacts_deletes_the_row_and_keeps_the_agreement(april):
    over, standing = AgreementFactory(request__state=COMPLETED), AgreementFactory()
    standing.check_out = date(2027, 6, 1)
    standing.save()
    april.move_to(date(2027, 5, 22))

    erase_expired_contacts()

    assert [row.agreement for row in AgreementContacts.objects.all()] == [standing]
    over.refresh_from_db()
    assert over.host_name == over.host.signature
    verbs = AuditEntry.objects.filter(verb="agreement.contacts_erased")
    assert [entry.subject_id for entry in verbs] == [over.pk]


def test_erase_expired_contacts_does_not_wait_for_what_was_cancelled(april):
    AgreementFactory(request__state=RequestState.CANCELLED, hold=None)
    AgreementFactory(request__state=RequestState.NO_SHOW, hold=None)
    standing = AgreementFactory()

    erase_expired_contacts()

    assert [row.agreement for row in AgreementContacts.objects.all()] == [standing]


def test_erase_contacts_is_refused_to_the_parties():
    agreement = AgreementFactory()

    with pytest.raises(PermissionDenied):
        erase_contacts(contacts=agreement.contacts, by=agreement.guest)

    assert AgreementContacts.objects.count() == 1


def test_export_of_gives_each_side_its_own_contacts():
    host, guest = people()
    agreement = AgreementFactory(request__unit__stay__host=host, request__guest=guest)

    of_host, of_guest = (
        export_of(person)["hosting"]["contacts_in_agreements"] for person in (host, guest)
    )

    reference = {"agreement__public_id": agreement.public_id}
    of_the_guest = {"guest_phone": "+33 6 39 98 00 02", "guest_email": "ben@example.org"}
    assert of_guest == [reference | of_the_guest]
    assert of_host == [
        reference
        | {
            "host_phone": "+33 6 39 98 00 01",
            "host_email": "odile@example.org",
            "address": "7 Canary Lane",
            "locality": agreement.request.offer.place.locality.name,
            "directions": "The blue gate behind the mill.",
            "latitude": 47.292187,
            "longitude": 1.100219,
        }
    ]
