"""What a guest asks for, what the two propose, and what both agreed on."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.conversations.models import Thread
from core.dates import DateRange
from core.ids import new_public_id
from hosting.enums import ProposalState, ReasonOfStay, RequestState
from hosting.models.activities import Session
from hosting.models.calendars import Hold
from hosting.models.offers import Offer
from hosting.models.rates import Terms
from hosting.models.stays import Unit
from hosting.models.terms import Need


class Wish(Terms):
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


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """The two parties see a request, nobody else does."""
        if not visitor.is_authenticated:
            return self.none()
        return self.filter(models.Q(guest=visitor.pk) | models.Q(host=visitor.pk))

    def unanswered(self) -> Self:
        return self.filter(state__in=(RequestState.SENT, RequestState.TENTATIVE))

    def silent(self) -> Self:
        """Sent, and no word from the host in time."""
        return self.filter(state=RequestState.SENT, answer_by__lte=timezone.now())

    def overtaken(self) -> Self:
        """Still open when its first day has come."""
        begun = models.Q(check_in__lt=timezone.localdate()) | models.Q(
            session__starts_at__lte=timezone.now()
        )
        return self.unanswered().filter(begun)

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


class Request(Wish):
    """A question with a conversation. It takes no nights: only an agreement does."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="requests")
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="received_requests")
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="requests")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=16, choices=RequestState, default=RequestState.SENT)
    needs = models.ManyToManyField(Need, blank=True, related_name="+")
    reason = models.CharField(_("what brings you"), max_length=16, choices=ReasonOfStay, blank=True)
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
        return self.state in {RequestState.SENT, RequestState.TENTATIVE}


class Proposal(Wish):
    """Terms that one side puts on the table. A new one replaces the open one."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    total = models.DecimalField(_("in all"), max_digits=9, decimal_places=2, null=True, blank=True)
    conditions = models.TextField(_("what you agree besides"), max_length=2000, blank=True)
    cancellation = models.CharField(_("if one of you cancels"), max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

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


class Agreement(Wish):
    """The two parties and their terms, copied: what changes later doesn't matter."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="agreement")
    hold = models.OneToOneField(
        Hold, null=True, on_delete=models.SET_NULL, related_name="agreement"
    )
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    host_name = models.CharField(max_length=160)
    guest_name = models.CharField(max_length=160)
    contract_party = models.CharField(max_length=16)
    offer_title = models.CharField(max_length=120)
    unit_name = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    total = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    conditions = models.TextField(blank=True)
    cancellation = models.CharField(max_length=500, blank=True)
    agreed_at = models.DateTimeField(auto_now_add=True)
    sequence = models.PositiveSmallIntegerField(default=0)  # RFC 5545, 3.8.7.4

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return f"{self.host_name} · {self.guest_name}"

    def get_absolute_url(self) -> str:
        return self.request.get_absolute_url()

    @property
    def reference(self) -> str:
        """What the two say on the telephone."""
        return f"HIR-{self.public_id[:4]}-{self.public_id[4:]}".upper()


class Note(models.Model):
    """A *mot de passage*: words left afterwards. No marks, no score, ever."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notes")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes_written")
    about = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes_received")
    words = models.TextField(_("your words"), max_length=2000)
    reply = models.TextField(_("an answer"), max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "author"), name="one_note_per_author_and_agreement"
            ),
        )

    def __str__(self) -> str:
        return self.words[:40]

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()
