"""What a guest asks for, what the two propose, and what both agreed on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.blocking.models import PersonBlock
from commons.blocking.selectors import out_of_contact
from commons.conversations.models import Message, Thread
from commons.organisations.models import RUNNING, Mandate, Organisation
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.dates import DateRange
from core.values.half_days import HalfDay, parse_half_days, range_of
from hosting.calendars.models import Hold, Session
from hosting.cohosts.models import ANSWERING, CoHost
from hosting.communities.models.terms import Need
from hosting.offers.choices.lists import ExchangeMode, OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate, Terms
from hosting.offers.models.stays import Unit
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.swaps import Swap
from hosting.requests.states import GroupKind, ProposalState, ReasonOfStay, RequestState

SHARED_TERMS: Final = (
    "rate_name",
    "rate_label",
    "rate_language",
    "mode",
    "amount",
    "currency",
    "unit_of_rate",
    "week_amount",
    "month_amount",
    "seasons",
    *("hours", "currency_name", "in_return", "due_date"),
    "unit_id",
    "session_id",
    "check_in",
    "check_out",
    "half_days",
    "adults",
    "children",
    "quantity",
)  # what a request, its proposals and its agreement copy from each other
LONGEST_GROUP_WORDS: Final = 60
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


def notes_closed_before() -> datetime:
    """Requests that ended earlier take no more notes: their last day is over, here."""
    midnight = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
    return midnight - settings.HOSTING_NOTES_WITHIN


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the asker of a house swap gives: which of their stays, when, and for how many."""

    offer: Offer
    dates: DateRange
    adults: int
    children: int = 0


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What a guest asks one host for, on which terms and in which words.

    `quantity` is of a product; who doesn't say asks for one. `on_behalf_of`: the organisation for
    which the guest asks, else they ask for themselves. `exchange`: of a house swap. `group_kind`: a
    GroupKind where a group asks, else empty; `group_words` say which, where it is another one.
    """

    offer: Offer
    adults: int
    message: str
    children: int = 0
    dates: DateRange | None = None
    half_days: tuple[HalfDay, ...] = ()
    session: Session | None = None
    rate: Rate | None = None
    needs: list[Need] = field(default_factory=list)
    reason: str = ""
    quantity: int | None = None
    on_behalf_of: Organisation | None = None
    exchange: Exchange | None = None
    group_kind: str = ""
    group_words: str = ""

    @property
    def party(self) -> int:
        return self.adults + self.children

    @property
    def has_organisations(self) -> bool:
        """Somebody asks for one, or asks one."""
        return self.on_behalf_of is not None or self.offer.on_behalf_of_id is not None

    @property
    def asks_swap(self) -> bool:
        """Whether a stay is asked for in exchange for another one."""
        is_stay = self.offer.kind == OfferKind.STAY
        return is_stay and self.rate is not None and self.rate.mode == ExchangeMode.HOUSE_SWAP


class RequestTerms(Terms):
    """For when, for how many, on which terms. Nights, half-days, a session, a day or none of them.

    `half_days` are codes in order. With them `check_in` is the first of their days, and `check_out`
    the one after the last. `quantity` is that of a product, None of all other kinds.
    """

    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_in = models.DateField(_("check-in"), null=True, blank=True)
    check_out = models.DateField(_("check-out"), null=True, blank=True)
    half_days = models.JSONField(_("half-days"), default=list, blank=True)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    quantity = models.PositiveSmallIntegerField(_("quantity"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def party(self) -> int:
        return self.adults + self.children

    @property
    def dates(self) -> DateRange | None:
        if self.check_in is None or self.check_out is None:
            return None
        return DateRange(self.check_in, self.check_out)

    @property
    def chosen_half_days(self) -> tuple[HalfDay, ...]:
        """Mornings and afternoons of a workspace, in order; else none."""
        return parse_half_days(self.half_days)

    @property
    def takes_nights(self) -> bool:
        """Whether somebody sleeps there: a unit was chosen, and no half-days of it."""
        return self.unit_id is not None and not self.half_days

    def set_half_days(self, half_days: Collection[HalfDay]) -> None:
        """Choose these, which aren't none, and with them the days."""
        dates = range_of(half_days)
        self.half_days = [str(one) for one in sorted(half_days)]
        self.check_in, self.check_out = dates.check_in, dates.check_out

    @property
    def usual_total(self) -> Decimal | None:
        """What the rate comes to for these days, people and goods; None without an amount."""
        return self.total_for(
            party=self.party,
            dates=self.dates,
            quantity=self.quantity or 1,
            half_days=self.chosen_half_days,
        )

    @property
    def is_past(self) -> bool:
        """The day of arrival has passed, or the session has begun or been cancelled."""
        if self.session is not None:
            return not self.session.is_upcoming
        return self.check_in is not None and self.check_in < timezone.localdate()


@dataclass(frozen=True, slots=True)
class InReturn:
    """What the guest does or brings: in words, in hours, and by when."""

    words: str = ""
    hours: Decimal | None = None
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class ExchangeTerms:
    """When the host of a swap stays at the asker's, and how many come."""

    dates: DateRange
    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """What one side puts on the table instead of what was asked.

    `in_return` and `exchange` stay as they are where nothing is said.
    """

    adults: int
    children: int
    total: Decimal | None
    dates: DateRange | None = None
    half_days: tuple[HalfDay, ...] = ()
    unit: Unit | None = None
    session: Session | None = None
    conditions: str = ""
    cancellation: str = ""
    quantity: int | None = None
    in_return: InReturn | None = None
    exchange: ExchangeTerms | None = None


def _blocks_between(visitor: User, column: str) -> models.QuerySet[PersonBlock]:
    """Of a visitor and whom this column of another read names."""
    other = models.OuterRef(column)
    return PersonBlock.objects.filter(
        models.Q(blocker=visitor.pk, blocked=other) | models.Q(blocker=other, blocked=visitor.pk)
    )


class RequestQuerySet(LockingQuerySet["Request"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """The two parties see a request, nobody else does.

        Where an organisation is one of them, so do all who act for it today, unless the host has
        blocked them or they the host; and so do all who answer for the host today, unless they and
        the guest have blocked each other, or the two would swap houses.
        """
        if not visitor.is_authenticated:
            return self.none()
        mandates = Mandate.objects.filter(RUNNING, person=visitor.pk)
        acted_for = models.Q(on_behalf_of__in=mandates.order_by().values("organisation"))
        answered = CoHost.objects.filter(ANSWERING, person=visitor.pk).order_by()
        answered_for = models.Q(offer__in=answered.values("offer"), swap=None)
        return self.filter(
            models.Q(guest=visitor.pk)
            | models.Q(host=visitor.pk)
            | (acted_for & ~models.Exists(_blocks_between(visitor, "host")))
            | (answered_for & ~models.Exists(_blocks_between(visitor, "guest")))
        )

    def with_terms(self) -> Self:
        """With what `current_terms` and the hours of a place read: one query more."""
        rows = self.select_related("agreement", "session", "offer__place__locality", "on_behalf_of")
        return rows.prefetch_related(models.Prefetch("proposals", Proposal.objects.current()))

    def with_latest_words(self, reader: User) -> Self:
        """What each side wrote last that this person reads, as `host_words` and `guest_words`."""
        written = Message.objects.filter(thread=models.OuterRef("thread")).order_by("-pk")
        has_left = models.Q(guest=reader, asker_left_at__isnull=False)
        until = models.Case(
            models.When(has_left, then=models.F("asker_left_at")), default=models.Value(NEVER)
        )
        written = written.filter(sent_at__lte=models.OuterRef("readable_until"))
        helping = CoHost.objects.active().filter(offer=models.OuterRef(models.OuterRef("offer")))
        of_host = models.Q(author=models.OuterRef("host"))
        of_host |= models.Q(author__in=helping.order_by().values("person"))
        other_words = written.filter(of_host).exclude(author=models.OuterRef("guest"))
        by_host = other_words.values("body")[:1]
        by_guest = written.filter(author=models.OuterRef("guest")).values("body")[:1]
        return self.annotate(readable_until=until).annotate(
            host_words=models.Subquery(by_host), guest_words=models.Subquery(by_guest)
        )

    def unanswered(self) -> Self:
        return self.filter(state__in=(RequestState.SENT, RequestState.TENTATIVE))

    def silent(self) -> Self:
        """Sent, and no word from the host in time. A set has a clock of its own."""
        late = self.filter(state=RequestState.SENT, answer_by__lte=timezone.now())
        return late.filter(request_set=None, is_counterpart=False)

    def overtaken(self) -> Self:
        """Still open when the first day has come of what was asked and of what is proposed."""
        begun = models.Q(check_in__lt=timezone.localdate()) | models.Q(
            session__starts_at__lte=timezone.now()
        )
        ahead = Proposal.objects.filter(~begun, request=models.OuterRef("pk"))
        on_table = ahead.filter(state=ProposalState.OPEN)
        alone = {"request_set": None, "is_counterpart": False}
        return self.unanswered().filter(begun, ~models.Exists(on_table), **alone)

    def without_open_counterparts(self) -> Self:
        """The other side of a swap has a page and a line of its own once it is agreed."""
        return self.filter(models.Q(is_counterpart=False) | models.Q(agreement__isnull=False))

    def to_remind(self) -> Self:
        """Half of the time has passed, and the host hasn't been reminded."""
        return self.filter(
            state=RequestState.SENT, reminded_at__isnull=True, remind_at__lte=timezone.now()
        )

    def over(self) -> Self:
        """Agreed, and the last day has passed."""
        undated = models.Q(
            agreement__check_out__isnull=True,
            agreement__ends_at__isnull=True,
            agreement__agreed_at__lte=timezone.now() - settings.HOSTING_UNDATED_ENDS_AFTER,
        )
        ended = models.Q(agreement__check_out__lte=timezone.localdate()) | models.Q(
            agreement__ends_at__lte=timezone.now()
        )
        return self.filter(ended | undated, state=RequestState.AGREED)

    def to_forget(self) -> Self:
        """Ended long ago, and the reason, the kind of group or the needs are still there."""
        long_ago = timezone.now() - settings.HOSTING_FORGET_REASON_AFTER
        needs = Request.needs.through.objects.filter(request=models.OuterRef("pk"))
        is_left = ~models.Q(reason="") | ~models.Q(group_kind="") | models.Exists(needs)
        return self.filter(is_left, closed_at__lte=long_ago)

    def to_forget_terms(self) -> Self:
        """Ended so long ago that nobody has a claim from it any more (Code civil, article 2224)."""
        long_ago = timezone.now() - settings.HOSTING_AGREEMENTS_KEPT
        return self.filter(closed_at__lte=long_ago, terms_forgotten_at=None)


class Request(RequestTerms):
    """A question with a conversation. It takes no nights: only an agreement does.

    `asker_left_at`: since then who asked acts for the organisation no longer, and a colleague has
    taken over. Who asked reads what was written until then.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="requests")
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="received_requests")
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="requests")
    on_behalf_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    # For which the host is asked: that of the offer, as it was then.
    host_organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="received_requests",
    )
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=16, choices=RequestState, default=RequestState.SENT)
    needs = models.ManyToManyField(Need, blank=True, related_name="+")
    # As they were when it was asked, so that a new name is seen before anybody signs.
    organisation_name = models.CharField(max_length=120, blank=True, editable=False)
    organisation_identifiers = models.CharField(max_length=120, blank=True, editable=False)
    reason = models.CharField(
        _("what brings you here"), max_length=16, choices=ReasonOfStay, blank=True
    )
    group_kind = models.CharField(_("kind of group"), max_length=16, choices=GroupKind, blank=True)
    group_words = models.CharField(max_length=LONGEST_GROUP_WORDS, blank=True)
    request_set = models.ForeignKey(
        RequestSet, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    swap = models.ForeignKey(
        Swap, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    # Of a swap: by this one the host of the other request stays at the asker's.
    is_counterpart = models.BooleanField(default=False, editable=False)
    key = models.UUIDField(editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, editable=False)  # None: no reminder
    reminded_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    terms_forgotten_at = models.DateTimeField(null=True, editable=False)
    asker_left_at = models.DateTimeField(null=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("guest", "key"), name="one_request_per_guest_and_key"),
            models.UniqueConstraint(
                fields=("swap", "is_counterpart"), name="one_request_per_side_of_swap"
            ),
        )
        indexes = (
            models.Index(fields=("state", "answer_by"), name="request_by_deadline"),
            models.Index(fields=("state", "remind_at"), name="request_by_reminder"),
            models.Index(fields=("host", "state"), name="request_by_host"),
        )

    def __str__(self) -> str:
        return f"{self.guest} · {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("hosting:request-detail", args=[self.public_id])

    @property
    def asked_as(self) -> str:
        """The name of the organisation as it asked, which an agreement takes over; else nothing."""
        if self.on_behalf_of is None:
            return ""
        return self.organisation_name or self.on_behalf_of.name

    @property
    def asked_with(self) -> str:
        """Its numbers as they were then."""
        if self.on_behalf_of is None:
            return ""
        if self.organisation_name:
            return self.organisation_identifiers
        return self.on_behalf_of.identifiers_in_words

    @property
    def has_organisations(self) -> bool:
        """One of the two sides is an organisation: its mandates count."""
        return self.on_behalf_of_id is not None or self.host_organisation_id is not None

    @property
    def is_open(self) -> bool:
        """Nobody has said yes or no: the two can still speak about terms."""
        return self.state in {RequestState.SENT, RequestState.TENTATIVE}

    @property
    def is_held(self) -> bool:
        """The two are of one mind, and the others of the set are not there yet."""
        return self.state == RequestState.HELD

    @property
    def is_waiting(self) -> bool:
        """Something may still come of it, and either side may still end it."""
        return self.is_open or self.is_held

    @property
    def counterpart(self) -> Request | None:
        """Of a swap: the other of its two requests; one query."""
        if self.swap_id is None:
            return None
        return Request.objects.filter(swap=self.swap_id).exclude(pk=self.pk).first()

    @property
    def is_agreed(self) -> bool:
        return self.state == RequestState.AGREED

    @property
    def is_over(self) -> bool:
        """The days have passed as agreed."""
        return self.state == RequestState.COMPLETED

    @property
    def takes_mail(self) -> bool:
        """An answer to an old mail would surprise both; on the page one can always write."""
        return (
            self.closed_at is None or self.closed_at + settings.HOSTING_MAIL_FOR >= timezone.now()
        )

    @property
    def is_considered(self) -> bool:
        """The host has answered in some way, with words or without."""
        return self.state != RequestState.SENT

    @property
    def outlasts_blocks(self) -> bool:
        """An agreement stands, whoever blocks whom: guest and host have to find each other."""
        return self.is_agreed

    def host_side(self) -> list[User]:
        """Who hears of it: the host first, then everybody who answers for them.

        No co-host between whom and the guest there is a block, nor who is the guest; of a swap of
        houses the host alone.
        """
        if self.swap_id is not None:
            return [self.host]
        answering = CoHost.objects.filter(ANSWERING, offer=self.offer_id).order_by()
        blocks = PersonBlock.objects.filter(
            models.Q(blocker=self.guest_id) | models.Q(blocked=self.guest_id)
        )
        apart = models.Q(pk__in=blocks.values("blocker")) | models.Q(
            pk__in=blocks.values("blocked")
        )
        helping = User.objects.filter(is_active=True, pk__in=answering.values("person"))
        helping = helping.exclude(pk__in=(self.host_id, self.guest_id)).exclude(apart)
        return [self.host, *helping.order_by("pk")]

    def correspondents_of(
        self, author: User, others: models.QuerySet[User]
    ) -> models.QuerySet[User]:
        """The other side. One's own people hear of it too, where no block stands between them."""
        if self.on_behalf_of_id is None and author.pk in {self.guest_id, self.host_id}:
            return others
        helping = CoHost.objects.answering(author).filter(offer=self.offer_id)
        is_host = author.pk == self.host_id or (author.pk != self.guest_id and helping.exists())
        main = self.guest_id if is_host else self.host_id
        apart = out_of_contact(author, others.exclude(pk=main))
        return others.exclude(pk__in=apart)

    @property
    def takes_notes(self) -> bool:
        """It is over, and not for too long: the moment for a note."""
        if self.closed_at is None or not self.is_over:
            return False
        return self.closed_at >= notes_closed_before()

    @property
    def last_note_day(self) -> date | None:
        """The last day on which one of the two may leave a note, until its end."""
        if self.closed_at is None:
            return None
        return timezone.localdate(self.closed_at) + settings.HOSTING_NOTES_WITHIN


# Of proposals by the host, or by somebody who answered for them.
OF_HOST: Final = models.Q(by=models.F("request__host")) | models.Q(for_host=True)


class RequestProposalQuerySet(models.QuerySet["Proposal"]):
    def current(self) -> Self:
        """The last one of each request, with its session: those that were replaced stay away."""
        return self.exclude(state=ProposalState.REPLACED).select_related("session")


class Proposal(RequestTerms):
    """Terms that one side puts on the table. A new one replaces the open one."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    for_host = models.BooleanField(
        default=False, editable=False, help_text=_("A co-host made it in the host’s name.")
    )
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    total = models.DecimalField(_("total"), max_digits=9, decimal_places=2, null=True, blank=True)
    conditions = models.TextField(_("anything else you agree on"), max_length=2000, blank=True)
    cancellation = models.CharField(_("if one of you cancels"), max_length=500, blank=True)
    despite_closed = models.BooleanField(
        default=False, help_text=_("The host knew that these nights were closed to others.")
    )
    hold = models.OneToOneField(
        Hold, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )  # until the set is agreed: then it belongs to the agreement
    accepted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = RequestProposalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(state=ProposalState.OPEN),
                name="one_open_proposal_per_request",
            ),
        )

    def __str__(self) -> str:
        return f"Proposal {self.pk} for {self.request_id}"

    def get_absolute_url(self) -> str:
        return self.request.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    @property
    def counter(self) -> Proposal | None:
        """Of a swap: what is on the table for the other home. Two queries for a swap, else none."""
        other = self.request.counterpart
        if other is None:
            return None
        counter = other.proposals.filter(state=ProposalState.OPEN).first()
        if counter is not None:
            counter.request = other
        return counter

    @property
    def is_by_host(self) -> bool:
        """Or by somebody who answered for them."""
        return self.for_host or self.by_id == self.request.host_id
