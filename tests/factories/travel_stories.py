"""A trip of five days in May with its organiser, and what a group puts into it."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.utils import timezone

from tests.factories.accounts import UserFactory
from travel_stories.enums import MemberRole, StepKind, TripKind, Verb
from travel_stories.models import Change, Edit, Invitation, Step, Trip, TripMember


class TripFactory(factory.django.DjangoModelFactory):
    """Friends, from 3 to 7 May 2027. Without members; `SeatFactory` brings one."""

    class Meta:
        model = Trip

    kind = TripKind.FRIENDS
    title = factory.Sequence("Along the Cher {}".format)
    starts_on = date(2027, 5, 3)
    days = 5
    adults = 4


class SeatFactory(factory.django.DjangoModelFactory):
    """A companion with an account. `organiser`, `observer`, … name the role, `guest` has a pass."""

    class Meta:
        model = TripMember

    class Params:
        organiser = factory.Trait(role=MemberRole.ORGANISER)
        chaperone = factory.Trait(role=MemberRole.CHAPERONE)
        payer = factory.Trait(role=MemberRole.PAYER)
        observer = factory.Trait(role=MemberRole.OBSERVER)
        guest = factory.Trait(person=None)
        left = factory.Trait(left_at=factory.LazyFunction(timezone.now))

    trip = factory.SubFactory(TripFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.Sequence("Member {}".format)
    role = MemberRole.COMPANION


class InvitationFactory(factory.django.DjangoModelFactory):
    """A link to hand around, good for a week."""

    class Meta:
        model = Invitation

    trip = factory.SubFactory(TripFactory)
    by = factory.SubFactory(SeatFactory, organiser=True, trip=factory.SelfAttribute("..trip"))
    role = MemberRole.COMPANION
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class StepFactory(factory.django.DjangoModelFactory):
    """A wish on the first day, with the change that brought it into the plan."""

    class Meta:
        model = Step
        skip_postgeneration_save = True

    trip = factory.SubFactory(TripFactory)
    kind = StepKind.WISH
    title = factory.Sequence("Castle {}".format)
    day = 1
    rank = factory.Sequence(lambda number: 1024.0 * (number + 1))

    @factory.post_generation
    def by(step, create, member, **options):  # noqa: N805
        """Whoever added it; somebody without a name to the test unless given."""
        trip = step.trip
        trip.refresh_from_db(fields=["last_number"])
        trip.last_number += 1
        trip.save(update_fields=["last_number"])
        Change.objects.create(
            trip=trip,
            number=trip.last_number,
            by=member or SeatFactory(trip=trip),
            verb=Verb.ADDED,
            noun=step.NOUN,
            part=step.pk,
            title=step.title,
            after=step.snapshot(),
            key=uuid4(),
        )
        step.version = step.placed = trip.last_number
        step.save()


def an_edit(member, part=None, **changes):
    """A change of `member`, written on the part as it is; every call has a key of its own."""
    based_on = part.version if part is not None else 0
    return Edit(**({"by": member, "key": uuid4(), "based_on": based_on} | changes))
