"""What a guest asks for, what the two propose, and what both agreed on."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.conversations.models import Thread
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.dates import DateRange
from hosting.calendars.models import Hold, Session
from hosting.communities.models.terms import Need
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate, Terms
from hosting.offers.models.stays import Unit
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.states import ProposalState, ReasonOfStay, RequestState

SHARED_TERMS: Final = (
    "rate_label",
    "mode",
    "amount",
    "currency",
    "unit_of_rate",
    "unit_id",
    "session_id",
    "check_in",
    "check_out",
    "adults",
    "children",
)  # what a request, its proposals and its agreement copy from each other


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What a guest asks one host for, on which terms and in which words."""

    offer: Offer
    adults: int
    message: str
    children: int = 0
    dates: DateRange | None = None
    session: Session | None = None
    rate: Rate | None = None
    needs: list[Need] = field(default_factory=list)
    reason: str = ""

    @property
    def party(self) -> int:
        return self.adults + self.children


class RequestTerms(Terms):
    """For when, for how many, on which terms. Nights, a session, a day or none of them."""

    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_in = models.DateField(_("check-in"), null=True, blank=True)
    check_out = models.DateField(_("check-out"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)

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


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """What one side puts on the table instead of what was asked."""

    adults: int
    children: int
    total: Decimal | None
    dates: DateRange | None = None
    unit: Unit | None = None
    session: Session | None = None
    conditions: str = ""
    cancellation: str = ""


class RequestQuerySet(LockingQuerySet["Request"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """The two parties see a request, nobody else does."""
        if not visitor.is_authenticated:
            return self.none()
        return self.filter(models.Q(guest=visitor.pk) | models.Q(host=visitor.pk))

    def with_terms(self) -> Self:
        """With what `current_terms` and the hours of a place read: one query more."""
        rows = self.select_related("agreement", "session", "offer__place__locality")
        return rows.prefetch_related(models.Prefetch("proposals", Proposal.objects.current()))

    def unanswered(self) -> Self:
        return self.filter(state__in=(RequestState.SENT, RequestState.TENTATIVE))

    def silent(self) -> Self:
        """Sent, and no word from the host in time. A set has a clock of its own."""
        late = self.filter(state=RequestState.SENT, answer_by__lte=timezone.now())
        return late.filter(request_set=None)

    def overtaken(self) -> Self:
        """Still open when the first day has come of what was asked and of what is proposed."""
        begun = models.Q(check_in__lt=timezone.localdate()) | models.Q(
            session__starts_at__lte=timezone.now()
        )
        ahead = Proposal.objects.filter(~begun, request=models.OuterRef("pk"))
        on_table = ahead.filter(state=ProposalState.OPEN)
        return self.unanswered().filter(begun, ~models.Exists(on_table), request_set=None)

    def to_remind(self) -> Self:
        """The deadline is near and the host hasn't been reminded."""
        soon = timezone.now() + settings.HOSTING_REMIND_BEFORE
        return self.filter(state=RequestState.SENT, reminded_at__isnull=True, answer_by__lte=soon)

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
        """Ended long ago, and the reason is still there."""
        long_ago = timezone.now() - settings.HOSTING_FORGET_REASON_AFTER
        return self.filter(closed_at__lte=long_ago).exclude(reason="")


class Request(RequestTerms):
    """A question with a conversation. It takes no nights: only an agreement does."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="requests")
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="received_requests")
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="requests")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=16, choices=RequestState, default=RequestState.SENT)
    needs = models.ManyToManyField(Need, blank=True, related_name="+")
    reason = models.CharField(_("what brings you"), max_length=16, choices=ReasonOfStay, blank=True)
    request_set = models.ForeignKey(
        RequestSet, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    key = models.UUIDField(editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("guest", "key"), name="one_request_per_guest_and_key"),
        )
        indexes = (
            models.Index(fields=("state", "answer_by"), name="request_by_deadline"),
            models.Index(fields=("host", "state"), name="request_by_host"),
        )

    def __str__(self) -> str:
        return f"{self.guest} · {self.offer}"

    def get_absolute_url(self) -> str:
        return reverse("hosting:request-detail", args=[self.public_id])

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
    def takes_notes(self) -> bool:
        """It is over, and not for too long: the moment for a note."""
        if self.closed_at is None or not self.is_over:
            return False
        return self.closed_at + settings.HOSTING_NOTES_WITHIN >= timezone.now()


class RequestProposalQuerySet(models.QuerySet["Proposal"]):
    def current(self) -> Self:
        """The last one of each request, with its session: those that were replaced stay away."""
        return self.exclude(state=ProposalState.REPLACED).select_related("session")


class Proposal(RequestTerms):
    """Terms that one side puts on the table. A new one replaces the open one."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    total = models.DecimalField(_("in all"), max_digits=9, decimal_places=2, null=True, blank=True)
    conditions = models.TextField(_("what you agree besides"), max_length=2000, blank=True)
    cancellation = models.CharField(_("if one of you cancels"), max_length=500, blank=True)
    despite_closed = models.BooleanField(
        default=False, help_text=_("The host knew that these nights are closed to others.")
    )
    hold = models.OneToOneField(
        Hold, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )  # until the set is agreed: then it belongs to the agreement
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
