"""Who may see the address, the telephone and the e-mail of an agreement, and what they see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.gazetteer import fold
from commons.organisations.models import Mandate
from core.values.geo import Point
from hosting.offers.validators import mask_contacts
from hosting.requests.models.agreements import READABLE_STATES, Agreement, AgreementContacts
from hosting.requests.models.requests import Request
from hosting.requests.rules import reads_as_host


@dataclass(frozen=True, slots=True)
class ContactPerson:
    name: str
    phone: str
    email: str

    def __str__(self) -> str:
        """`Odile · +33 6 39 98 00 01 · odile@example.org`."""
        return " · ".join(part for part in (self.name, self.phone, self.email) if part)


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the two sides may know of each other once they agree."""

    host: ContactPerson
    guest: ContactPerson
    address: str
    locality: str
    directions: str
    point: Point | None

    @property
    def address_lines(self) -> list[str]:
        """Street and town, each once: many write the town behind their street themselves."""
        written = fold(self.address.rpartition(",")[2].strip().lstrip("0123456789- "))
        town = "" if written and written == fold(self.locality) else self.locality
        return [line for line in (self.address, town) if line]

    @property
    def address_in_words(self) -> str:
        """On one line."""
        return ", ".join(self.address_lines)


def contacts_for(visitor: Visitor, request: Request) -> Contacts | None:
    """The only way from the private address to a page, as it was on the day of the agreement.

    None for those who may not read it, and once it is erased.
    """
    if not visitor.has_perm("requests.see_contacts", request):
        return None
    return _contacts_of(request, visitor)


def contacts_of_asker(person: User, requests: Iterable[Request]) -> dict[int, Contacts]:
    """The same for requests that this person sent, by their keys. One query, however many.

    They come with their agreements and contacts.
    """
    requests = list(requests)
    acted_for: set[int] = set()
    if any(request.on_behalf_of_id for request in requests):
        running = Mandate.objects.running().filter(person=person)
        acted_for = set(running.values_list("organisation", flat=True))
    found = {}
    for request in requests:
        acts = request.on_behalf_of_id is None or request.on_behalf_of_id in acted_for
        is_own = person.is_active and request.guest_id == person.pk and acts
        if not is_own or request.state not in READABLE_STATES or request.agreement.contacts_expired:
            continue
        if contacts := _contacts_of(request, person):
            found[request.pk] = contacts
    return found


def _contacts_of(request: Request, reader: Visitor) -> Contacts | None:
    """Of an organisation, its people read of their contact person no more than the name."""
    agreement: Agreement = request.agreement
    frozen: AgreementContacts | None = getattr(agreement, "contacts", None)
    if frozen is None:
        return None
    contact_key = frozen.contact_person_id or agreement.guest_id
    is_asker = contact_key == agreement.guest_id
    guest = ContactPerson(
        agreement.guest_name if is_asker else agreement.represented_by,
        frozen.guest_phone,
        frozen.guest_email,
    )
    if reader.pk != contact_key and not reads_as_host(request, reader):
        guest = ContactPerson(guest.name, "", "")
    return Contacts(
        host=ContactPerson(agreement.receiving_host, frozen.host_phone, frozen.host_email),
        guest=guest,
        address=frozen.address,
        locality=frozen.locality,
        directions=frozen.directions,
        point=frozen.point,
    )


def mailable_words(request: Request, words: str) -> str:
    """What one of the two wrote, as far as a mail may repeat it.

    Phone numbers and addresses are left out unless the two may see each other's: on the page
    everybody is answerable for their words, and a mail can't be taken back.
    """
    if request.state in READABLE_STATES and not request.agreement.contacts_expired:
        return words
    return mask_contacts(words)
