"""Communities, offers with a place, and what becomes of requests for three nights in May."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import factory
from django.conf import settings
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_goods
from hosting.calendars.models import Hold, NightHold, SeatHold, Session
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.founding import FoundingRequest
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.models.sponsor_invitations import SponsorInvitation
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.communities.states import CommunityState, MembershipState, RuleKind
from hosting.favourites.models import Favourite, FavouriteList
from hosting.notes.models import Note
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.choices.lists import ExchangeMode, RateUnit, TranslatedBy
from hosting.offers.models.activities import Activity
from hosting.offers.models.attestations import Attestation
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.places import Place
from hosting.offers.models.rates import Rate
from hosting.offers.models.stay_prices import Amounts, PriceSeason
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.translations import OfferTranslation, digest_of
from hosting.offers.models.workspaces import Workspace
from hosting.requests.actions.agreements import freeze_contacts
from hosting.requests.actions.request_states import CLOSED_STATES
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.concerns import Concern
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.geography import LocalityFactory

MAY = DateRange(date(2027, 5, 3), date(2027, 5, 6))
HALF_DAYS = ["2027-05-03.am", "2027-05-03.pm", "2027-05-04.am"]
AT_TWO = datetime(2027, 5, 4, 12, 0, tzinfo=UTC)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    slug = factory.Sequence("term-{}".format)
    name_fr = factory.Sequence("Mot {}".format)
    name_en = factory.Sequence("Word {}".format)


class CauseFactory(TermFactory):
    class Meta:
        model = Cause


class InterestFactory(TermFactory):
    class Meta:
        model = Interest


class NeedFactory(TermFactory):
    class Meta:
        model = Need


class UnreferencedFactory(factory.django.DjangoModelFactory):
    """For rows that show no photograph yet: Wagtail notes what they refer to from the next save on.

    That note took a tenth of the time of all tests, and is read before a photograph is deleted.
    """

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with disable_reference_index_auto_update():
            return super()._create(model_class, *args, **fields)


class CommunityFactory(UnreferencedFactory):
    """Active, without members."""

    class Meta:
        model = Community

    name = factory.Sequence("Community {}".format)
    language = "en"
    summary_en = "Neighbours along the river."
    story = "We began with one table and nine chairs."
    territory = "From the mill to the ferry"
    locality = factory.SubFactory(LocalityFactory)
    charter = "We welcome people as they are."
    state = CommunityState.ACTIVE


class MembershipFactory(factory.django.DjangoModelFactory):
    """An active member. `candidate=True` has only applied; `coordinator=True` decides."""

    class Meta:
        model = Membership

    class Params:
        candidate = factory.Trait(
            state=MembershipState.CANDIDATE,
            charter_signed_version=None,
            charter_signed_at=None,
            activated_at=None,
        )
        coordinator = factory.Trait(is_coordinator=True)

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(UserFactory)
    words = "I keep bees and a spare room."
    state = MembershipState.ACTIVE
    charter_signed_version = 1
    charter_signed_at = factory.LazyFunction(timezone.now)
    activated_at = factory.LazyFunction(timezone.now)


class FoundingRequestFactory(factory.django.DjangoModelFactory):
    """Waits for an answer. `founders` are email addresses of people who haven't confirmed."""

    class Meta:
        model = FoundingRequest
        skip_postgeneration_save = True

    asked_by = factory.SubFactory(UserFactory)
    name = factory.Sequence("The valley {}".format)
    language = "en"
    locality = factory.SubFactory(LocalityFactory)
    why = "We share a mill and three orchards."

    @factory.post_generation
    def founders(self, create, addresses):
        for address in addresses or ():
            self.founders.create(email=address)


class SponsorInvitationFactory(factory.django.DjangoModelFactory):
    """A candidate asks a coordinator of the community, who hasn't answered."""

    class Meta:
        model = SponsorInvitation

    membership = factory.SubFactory(MembershipFactory, candidate=True)
    member = factory.LazyAttribute(
        lambda made: MembershipFactory(community=made.membership.community, coordinator=True).person
    )


class PlaceFactory(factory.django.DjangoModelFactory):
    """Public point about 900 m from the door."""

    class Meta:
        model = Place

    host = factory.SubFactory(UserFactory)
    locality = factory.SubFactory(LocalityFactory)
    address = "7 Canary Lane"
    directions = "The blue gate behind the mill."
    exact_latitude, exact_longitude = 47.292187, 1.100219
    latitude, longitude = 47.3, 1.102


class OfferFactory(UnreferencedFactory):
    """Public: read, open, its host an active member. `draft=True` was never published."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False)

    host = factory.SubFactory(UserFactory)
    community = factory.SubFactory(CommunityFactory)
    place = factory.SubFactory(PlaceFactory, host=factory.SelfAttribute("..host"))
    title = factory.Sequence("Offer {}".format)
    language = "en"
    words = "A quiet room above the bakery."
    live = True
    party_max = 6
    notice_days = 0
    on_behalf_of = None
    organisation_since = factory.LazyAttribute(
        lambda offer: timezone.now() if offer.live and offer.on_behalf_of else None
    )

    @factory.post_generation
    def membership(self, create, extracted, **kwargs):
        """`membership=None` leaves the host a stranger to the community."""
        if create and extracted is None and "state" not in kwargs:
            Membership.objects.get_or_create(
                community=self.community,
                person=self.host,
                defaults={"state": MembershipState.ACTIVE, "words": "A host.", **kwargs},
            )
        elif create and "state" in kwargs:
            MembershipFactory(community=self.community, person=self.host, **kwargs)


class StayFactory(OfferFactory):
    class Meta:
        model = Stay


class WorkspaceFactory(OfferFactory):
    """Open from Monday to Friday, from 9 to 13 and from 14 to 18, without desks."""

    class Meta:
        model = Workspace


class ActivityFactory(OfferFactory):
    class Meta:
        model = Activity


class ProductFactory(OfferFactory):
    class Meta:
        model = Product


class TipFactory(OfferFactory):
    class Meta:
        model = Tip


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    stay = factory.SubFactory(StayFactory)
    name = "The whole house"
    sleeps = 4


SUMMER = PriceSeason(
    begins=date(2027, 7, 1),
    ends=date(2027, 9, 1),
    amounts=Amounts(Decimal(120), week=Decimal(700)),
    name="summer",
    number=1,
)


class DeskFactory(UnitFactory):
    """A desk for one person."""

    stay = None
    workspace = factory.SubFactory(WorkspaceFactory)
    name = "Desk by the window"
    sleeps = 1


class RateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rate

    offer = factory.SubFactory(StayFactory)
    own_name = "For anyone"
    mode = ExchangeMode.PAID
    amount = 40
    unit = RateUnit.NIGHT


class OpeningHoursFactory(factory.django.DjangoModelFactory):
    """Of a product, on Monday mornings."""

    class Meta:
        model = OpeningHours

    offer = factory.SubFactory(ProductFactory)
    weekdays = [0]  # noqa: RUF012
    opens, closes = time(9), time(12)
    sort_order = 1


class OfferTranslationFactory(factory.django.DjangoModelFactory):
    """English words of an offer that is told in French, as they are now."""

    class Meta:
        model = OfferTranslation

    offer = factory.SubFactory(StayFactory, language="fr", title="Le moulin")
    language = "en"
    title = "The mill"
    words = "Wheels turn."
    made_by = TranslatedBy.PERSON
    of = factory.LazyAttribute(lambda row: digest_of(row.offer))


class SessionFactory(factory.django.DjangoModelFactory):
    """Two hours, on 4 May 2027 where nothing else is said, eight seats."""

    class Meta:
        model = Session

    activity = factory.SubFactory(ActivityFactory)
    starts_at = AT_TWO
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + timedelta(hours=2))
    seats = 8


class RequestFactory(factory.django.DjangoModelFactory):
    """Sent for three nights in May, two adults."""

    class Meta:
        model = Request

    unit = factory.SubFactory(UnitFactory)
    offer = factory.SelfAttribute("unit.stay.offer_ptr")
    host = factory.SelfAttribute("offer.host")
    guest = factory.SubFactory(UserFactory)
    thread = factory.LazyAttribute(lambda made: ThreadFactory(people=[made.guest, made.host]))
    rate_label = "For anyone"
    mode = ExchangeMode.PAID
    amount = Decimal(40)
    check_in, check_out = MAY.check_in, MAY.check_out
    adults = 2
    answer_by = factory.LazyFunction(
        lambda: timezone.now() + timedelta(hours=settings.HOSTING_ANSWER_HOURS)
    )
    remind_at = factory.LazyAttribute(
        lambda made: timezone.now() + (made.answer_by - timezone.now()) / 2
    )
    closed_at = factory.LazyAttribute(
        lambda made: timezone.now() if made.state in CLOSED_STATES else None
    )
    state = RequestState.SENT
    key = factory.LazyFunction(uuid4)


class DeskRequestFactory(RequestFactory):
    """Sent for a Monday and the Tuesday morning after it, in May, by one person."""

    unit = factory.SubFactory(DeskFactory)
    offer = factory.SelfAttribute("unit.workspace.offer_ptr")
    half_days = HALF_DAYS
    check_in, check_out = date(2027, 5, 3), date(2027, 5, 5)
    adults = 1
    amount = Decimal(8)
    unit_of_rate = RateUnit.HALF_DAY


class RequestSetFactory(factory.django.DjangoModelFactory):
    """Open for five days, without requests: they point to it."""

    class Meta:
        model = RequestSet

    guest = factory.SubFactory(UserFactory)
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=5))
    key = factory.LazyFunction(uuid4)


class SessionRequestFactory(RequestFactory):
    """Sent for two seats of a session."""

    unit = None
    session = factory.SubFactory(SessionFactory)
    offer = factory.SelfAttribute("session.activity.offer_ptr")
    check_in = check_out = None


class GoodsRequestFactory(RequestFactory):
    """Sent for two of a product of which five are left, at €6 each."""

    unit = None
    product = factory.SubFactory(ProductFactory, stock=5)
    offer = factory.SelfAttribute("product.offer_ptr")
    check_in = check_out = None
    adults = 1
    quantity = 2
    amount = Decimal(6)
    unit_of_rate = RateUnit.ITEM

    class Meta:
        exclude = ("product",)


class ProposalFactory(factory.django.DjangoModelFactory):
    """Open, by the host, for what was asked."""

    class Meta:
        model = Proposal

    request = factory.SubFactory(RequestFactory, state=RequestState.TENTATIVE)
    by = factory.SelfAttribute("request.host")
    rate_label = factory.SelfAttribute("request.rate_label")
    mode = factory.SelfAttribute("request.mode")
    amount = factory.SelfAttribute("request.amount")
    unit = factory.SelfAttribute("request.unit")
    session = factory.SelfAttribute("request.session")
    check_in = factory.SelfAttribute("request.check_in")
    check_out = factory.SelfAttribute("request.check_out")
    half_days = factory.SelfAttribute("request.half_days")
    unit_of_rate = factory.SelfAttribute("request.unit_of_rate")
    adults = factory.SelfAttribute("request.adults")
    children = factory.SelfAttribute("request.children")
    quantity = factory.SelfAttribute("request.quantity")
    total = Decimal(120)


def held(wish):
    """A hold of what somebody wishes for, made without asking anybody."""
    if wish.quantity:
        return hold_goods(product=wish.offer.product, quantity=wish.quantity)
    hold = Hold.objects.create(unit=wish.unit, session=wish.session)
    if wish.unit and wish.half_days:
        NightHold.objects.bulk_create(
            NightHold(hold=hold, unit=wish.unit, night=one.day, part=one.half.value)
            for one in wish.chosen_half_days
        )
    elif wish.unit:
        NightHold.objects.bulk_create(
            NightHold(hold=hold, unit=wish.unit, night=night) for night in wish.dates.nights
        )
    if wish.session:
        SeatHold.objects.bulk_create(
            SeatHold(hold=hold, session=wish.session, number=number + 1)
            for number in range(wish.party)
        )
    return hold


class AgreementFactory(factory.django.DjangoModelFactory):
    """Agreed, its nights are held, and contacts are copied. `contacts=False`: erased since."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    request = factory.SubFactory(RequestFactory, state=RequestState.AGREED)
    host = factory.SelfAttribute("request.host")
    guest = factory.SelfAttribute("request.guest")
    host_name = factory.LazyAttribute(lambda made: made.host.signature)
    guest_name = factory.LazyAttribute(lambda made: made.guest.signature)
    contract_party = "private"
    offer_title = factory.SelfAttribute("request.offer.title")
    rate_label = factory.SelfAttribute("request.rate_label")
    mode = factory.SelfAttribute("request.mode")
    amount = factory.SelfAttribute("request.amount")
    unit = factory.SelfAttribute("request.unit")
    session = factory.SelfAttribute("request.session")
    starts_at = factory.LazyAttribute(lambda made: getattr(made.session, "starts_at", None))
    ends_at = factory.LazyAttribute(lambda made: getattr(made.session, "ends_at", None))
    check_in = factory.SelfAttribute("request.check_in")
    check_out = factory.SelfAttribute("request.check_out")
    half_days = factory.SelfAttribute("request.half_days")
    unit_of_rate = factory.SelfAttribute("request.unit_of_rate")
    adults = factory.SelfAttribute("request.adults")
    children = factory.SelfAttribute("request.children")
    quantity = factory.SelfAttribute("request.quantity")
    hold = factory.LazyAttribute(lambda made: held(made.request))
    total = Decimal(120)

    @factory.post_generation
    def contacts(self, create, extracted, **kwargs):
        if create and extracted is not False:
            freeze_contacts(self)


class ConcernFactory(factory.django.DjangoModelFactory):
    """The guest tells something about the host."""

    class Meta:
        model = Concern

    request = factory.SubFactory(RequestFactory)
    by = factory.SelfAttribute("request.guest")
    about = factory.SelfAttribute("request.host")
    words = "He came into the room at night."


class LocalRuleFactory(factory.django.DjangoModelFactory):
    """Three nights at most. `ended=True` holds no more."""

    class Meta:
        model = LocalRule

    class Params:
        ended = factory.Trait(
            ended_at=factory.LazyFunction(timezone.now), ended_by=factory.SelfAttribute("set_by")
        )

    community = factory.SubFactory(CommunityFactory)
    kind = RuleKind.MOST_NIGHTS
    number = 3
    set_by = factory.SubFactory(UserFactory)


class AttestationFactory(factory.django.DjangoModelFactory):
    """A home that a neighbour has seen, for a year."""

    class Meta:
        model = Attestation

    membership = factory.SubFactory(MembershipFactory)
    kind = AttestationKind.VISITED
    seen = "Two rooms, a stove, and stairs with a rail."
    checked_on = factory.LazyFunction(timezone.localdate)
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))
    by = factory.SubFactory(UserFactory)


class NoteFactory(factory.django.DjangoModelFactory):
    """By the guest, shown."""

    class Meta:
        model = Note

    agreement = factory.SubFactory(AgreementFactory, request__state=RequestState.COMPLETED)
    offer = factory.SelfAttribute("agreement.request.offer")
    author = factory.SelfAttribute("agreement.guest")
    about = factory.SelfAttribute("agreement.host")
    words = factory.Sequence("Words {}.".format)
    shown_at = factory.LazyFunction(timezone.now)


class FavouriteListFactory(factory.django.DjangoModelFactory):
    """Empty, and shared with nobody."""

    class Meta:
        model = FavouriteList

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("List {}".format)


class FavouriteFactory(factory.django.DjangoModelFactory):
    """A stay in a list of its own."""

    class Meta:
        model = Favourite

    list = factory.SubFactory(FavouriteListFactory)
    owner = factory.SelfAttribute("list.owner")
    offer = factory.SubFactory(StayFactory)
