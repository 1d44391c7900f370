"""Who may create and revoke the address of a calendar: the host of what it shows."""

import rules

from commons.accounts.permissions import Visitor
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from hosting.offers.models.offers import Offer


@rules.predicate
def hosts_what_it_shows(person: Visitor, link: CalendarLink) -> bool:
    if link.host_id != person.pk:
        return False
    if link.scope == LinkScope.HOST:
        return Offer.objects.of_host(person).exists()
    offer = link.activity if link.unit is None else link.unit.offer
    return offer is not None and bool(offer.host_id == person.pk)


@rules.predicate
def is_its_host(person: Visitor, link: CalendarLink) -> bool:
    return bool(link.host_id == person.pk)


rules.add_perm("calendar_links.create_link", rules.is_active & hosts_what_it_shows)
rules.add_perm("calendar_links.revoke_link", rules.is_active & is_its_host)
