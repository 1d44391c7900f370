"""Invented organisations, and the people who act for them."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from commons.accounts.models import User
from commons.organisations.actions import OrganisationData, create_organisation
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate, Organisation
from demo.loading import ageing
from demo.loading.world import Tick, World
from demo.loading.written import OrganisationText, organisations
from hosting.cohosts.models import CoHost
from hosting.cohosts.states import CoHostState
from hosting.offers.models.offers import Offer

AGE: Final = 200  # days


def load_organisations(world: World, tick: Tick) -> None:
    """Each is created by who manages it; others act for it without a letter that invites them."""
    moment = world.clock.ago(AGE)
    for written in organisations():
        manager = world.people.get(written.manager)
        if manager is None:
            continue
        with ageing.happening_at(moment):
            data = OrganisationData(written.kind, written.name, **written.identifiers)
            organisation = create_organisation(data=data, by=manager)
        Mandate.objects.bulk_create(
            Mandate(
                organisation=organisation,
                person=world.people[key],
                role=MandateRole.REPRESENTATIVE,
            )
            for key in written.representatives
        )
        organisation.mandates.update(starts_on=moment.date())
        world.organisations[written.key] = organisation
        _offer_for(organisation, written, manager, world)
        tick(1)


def _offer_for(
    organisation: Organisation, written: OrganisationText, manager: User, world: World
) -> None:
    """Its manager hosts in its name, with somebody who answers and keeps the calendar."""
    moment = world.clock.ago(AGE)
    offer = Offer.objects.filter(host=manager, title=written.hosts).first()
    if offer is None:
        return
    Offer.objects.filter(pk=offer.pk).update(on_behalf_of=organisation, organisation_since=moment)
    CoHost.objects.create(
        offer=offer,
        person=world.people[written.co_host],
        may_set_nights=True,
        state=CoHostState.ACTIVE,
        accepted_at=moment,
        expires_at=moment + settings.HOSTING_CO_HOSTS_INVITED_FOR,
    )
