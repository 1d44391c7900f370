"""Organisations, and people who act for them."""

from datetime import timedelta

import factory
from django.utils import timezone

from commons.organisations.choices import MandateRole, OrganisationKind
from commons.organisations.models import Mandate, MandateInvitation, Organisation
from tests.factories.accounts import UserFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A works council. Nobody acts for it before they have a mandate."""

    class Meta:
        model = Organisation

    kind = OrganisationKind.WORKS_COUNCIL
    name = factory.Sequence("Works council {}".format)


class MandateFactory(factory.django.DjangoModelFactory):
    """Runs without an end, and lets a person act. `manager=True` manages, `ended=True` is over."""

    class Meta:
        model = Mandate

    class Params:
        manager = factory.Trait(role=MandateRole.MANAGER)
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(UserFactory)
    role = MandateRole.REPRESENTATIVE


class MandateInvitationFactory(factory.django.DjangoModelFactory):
    """Good for a month, to act for an organisation."""

    class Meta:
        model = MandateInvitation

    organisation = factory.SubFactory(OrganisationFactory)
    by = factory.LazyAttribute(  # who manages it
        lambda made: MandateFactory(organisation=made.organisation, manager=True).person
    )
    email = factory.Sequence("invited{}@example.org".format)
    role = MandateRole.REPRESENTATIVE
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
