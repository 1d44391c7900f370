"""A trip of five days in May with its organiser, and what a group puts into it."""

from datetime import date, timedelta
from uuid import uuid4

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories.accounts import UserFactory
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Edit
from travel_stories.notebooks.actions.documents import add_document
from travel_stories.trip_decisions.actions.ballots import cast_ballot
from travel_stories.trip_decisions.actions.ideas import add_idea
from travel_stories.trip_decisions.actions.polls import open_poll
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.models.deciding import PollData, PollOption
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_sign_ups.models import Registration, SignUp
from travel_stories.trips.choices import MemberRole, StepKind, TripKind
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


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
        step.version = step.placed = noted(step, member)
        step.save()


class ExpenseFactory(factory.django.DjangoModelFactory):
    """30 € that the payer laid out for the seats in `of`, or for the payer alone."""

    class Meta:
        model = Expense
        skip_postgeneration_save = True
        exclude = ("of",)

    of = ()
    trip = factory.SelfAttribute("payer.trip")
    payer = factory.SubFactory(SeatFactory)
    title = factory.Sequence("Bread {}".format)
    kind = ExpenseKind.MEALS
    spent_on = date(2027, 5, 3)
    amount = 3000
    currency = "EUR"
    unit = factory.SelfAttribute("trip.currency")
    shares = factory.LazyAttribute(lambda new: {str(seat.pk): 1 for seat in new.of or [new.payer]})
    cents, owed = 0, factory.LazyFunction(dict)

    @factory.post_generation
    def by(expense, create, member, **options):  # noqa: N805
        """Whoever noted it; the payer unless given."""
        expense.reckon()
        expense.version = noted(expense, member or expense.payer)
        expense.save()


class ChecklistFactory(factory.django.DjangoModelFactory):
    """Things to bring, with the change that began the list."""

    class Meta:
        model = Checklist
        skip_postgeneration_save = True

    trip = factory.SubFactory(TripFactory)
    title = factory.Sequence("Bags {}".format)
    kind = ChecklistKind.BRING

    @factory.post_generation
    def by(checklist, create, member, **options):  # noqa: N805
        checklist.version = noted(checklist, member)
        checklist.save()


class ItemFactory(factory.django.DjangoModelFactory):
    """One thing on a list of its own, unless given."""

    class Meta:
        model = ChecklistItem
        skip_postgeneration_save = True

    checklist = factory.SubFactory(ChecklistFactory)
    trip = factory.SelfAttribute("checklist.trip")
    title = factory.Sequence("Torch {}".format)

    @factory.post_generation
    def by(item, create, member, **options):  # noqa: N805
        item.version = noted(item, member)
        item.save()


class SignUpFactory(factory.django.DjangoModelFactory):
    """Of a works council: ten places for a month, 40 € for an adult and 15 € for a child."""

    class Meta:
        model = SignUp

    trip = factory.SubFactory(TripFactory, kind=TripKind.WORKS_COUNCIL)
    seats = 10
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    adult_amount, child_amount, currency = 4000, 1500, "EUR"


class RegistrationFactory(factory.django.DjangoModelFactory):
    """An employee with one child, who hasn't paid."""

    class Meta:
        model = Registration

    class Params:
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))

    sign_up = factory.SubFactory(SignUpFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.Sequence("Employee {}".format)
    adults, children, amount, currency = 1, 1, 5500, "EUR"


def noted(part, member=None):
    """The number of a change that brought a part into its trip."""
    trip = part.trip
    trip.refresh_from_db(fields=["last_number"])
    trip.last_number += 1
    trip.save(update_fields=["last_number"])
    Change.objects.create(
        trip=trip,
        number=trip.last_number,
        by=member or SeatFactory(trip=trip),
        verb=Verb.ADDED,
        noun=part.NOUN,
        part=part.pk,
        title=part.title,
        after=part.snapshot(),
        key=uuid4(),
    )
    return trip.last_number


def an_edit(member, part=None, **changes):
    """A change of `member`, written on the part as it is; every call has a key of its own."""
    based_on = part.version if part is not None else 0
    return Edit(**({"by": member, "key": uuid4(), "based_on": based_on} | changes))


def an_idea(by, **words):
    """An idea of this member, come up by the action."""
    return add_idea(trip=by.trip, words={"title": "Canoe"} | words, edit=an_edit(by))


def a_poll(by, *options, **words):
    """A poll of this member that closes in a week; an option is words, an idea, or two days."""
    kind = PollKind.DATES if isinstance(options[0], tuple) else PollKind.CHOICES
    words = {"title": "Where to?", "closes_at": timezone.now() + timedelta(days=7)} | words
    asked = PollData(kind, words, [_option(one) for one in options])
    return open_poll(trip=by.trip, asked=asked, edit=an_edit(by))


def a_vote(by, poll, *places):
    """This member ticks the options that were asked at these places."""
    chosen = list(poll.options.filter(place__in=places))
    return cast_ballot(poll=poll, options=chosen, edit=an_edit(by))


def a_document(by, content=b"Ferry at nine", name="ferry.txt", step=None, title=""):
    file = SimpleUploadedFile(name, content)
    return add_document(trip=by.trip, step=step, file=file, title=title, edit=an_edit(by))


def _option(value):
    if isinstance(value, str):
        return PollOption(words=value)
    if isinstance(value, tuple):
        return PollOption(first_day=value[0], last_day=value[1])
    return PollOption(words=value.title, idea=value)
