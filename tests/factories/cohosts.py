"""People who help with an offer, and those who are asked to."""

from datetime import timedelta

import factory
from django.utils import timezone

from hosting.cohosts.models import CoHost
from hosting.cohosts.states import CoHostState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory


class CoHostFactory(factory.django.DjangoModelFactory):
    """A member of the community who answers requests. `ended=True`: they did."""

    class Meta:
        model = CoHost
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(state=CoHostState.ENDED, ended_at=factory.LazyFunction(timezone.now))

    offer = factory.SubFactory(StayFactory)
    person = factory.SubFactory(UserFactory)
    state = CoHostState.ACTIVE
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    accepted_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def membership(self, create, extracted, **kwargs):
        if create and self.person is not None and extracted is not False:
            MembershipFactory(community=self.offer.community, person=self.person)


class CoHostInvitationFactory(CoHostFactory):
    """Waits for the answer of who owns the address."""

    person = None
    email = factory.Sequence("helper{}@example.org".format)
    state = CoHostState.INVITED
    accepted_at = None
