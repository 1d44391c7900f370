"""Contact details of an agreement: copied when it is made, erased when its time is over."""

from django.db import transaction
from phonenumber_field.phonenumber import PhoneNumber

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import require
from hosting.offers.models.places import Place
from hosting.requests.models.agreements import Agreement, AgreementContacts


def freeze_contacts(agreement: Agreement) -> AgreementContacts:
    """Copy what the two parties may know of each other; later changes reach nobody."""
    place: Place | None = agreement.request.offer.place
    contacts = AgreementContacts(
        agreement=agreement,
        host_phone=_phone_of(agreement.host),
        host_email=agreement.host.email,
        guest_phone=_phone_of(agreement.guest),
        guest_email=agreement.guest.email,
    )
    if place is not None:
        contacts.address, contacts.directions = place.address, place.directions
        contacts.locality = place.locality.name
        contacts.latitude, contacts.longitude = place.exact_latitude, place.exact_longitude
    contacts.save()
    return contacts


@transaction.atomic
def erase_contacts(*, contacts: AgreementContacts, by: Actor) -> None:
    """The agreement keeps its terms and the names of that day."""
    require(by, "requests.erase_contacts", contacts.agreement.request)

    audit.record(by, "agreement.contacts_erased", contacts.agreement)
    contacts.delete()


def _phone_of(person: User) -> str:
    return person.phone.as_international if isinstance(person.phone, PhoneNumber) else ""
