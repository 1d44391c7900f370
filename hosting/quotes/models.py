"""A written offer to an organisation, and the numbers of each host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.validators import validate_single_line
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.money import Money
from hosting.offers.choices.lists import LEGAL_STATUS, ContractParty
from hosting.quotes.states import STANDING, QuoteState
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import CLOSED_STATES, OPEN_STATES

LEGAL_NOTE_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """What a host adds to the terms on the table: the last day, and what their law asks for."""

    valid_until: date
    legal_note: str = ""


class QuoteQuerySet(LockingQuerySet["Quote"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Those of the requests whose two sides this person is on."""
        return self.filter(request__in=Request.objects.visible_to(visitor).order_by())

    def written(self) -> Self:
        """Those that a host has made, whatever became of them."""
        return self.exclude(number=None)

    def standing(self) -> Self:
        """Asked for, or made and on the table."""
        return self.filter(state__in=STANDING)

    def with_has_file(self) -> Self:
        """With `has_file`, and without the bytes."""
        file = QuoteFile.objects.filter(quote=models.OuterRef("pk"))
        return self.annotate(has_file=models.Exists(file))

    def to_remind(self) -> Self:
        """Asked for, half of the time has passed, and the host hasn't heard of it again."""
        waiting = self.filter(state=QuoteState.ASKED, request__state__in=OPEN_STATES)
        return waiting.filter(reminded_at=None, remind_at__lte=timezone.now())

    def to_end(self) -> Self:
        """On the table beyond their last day, or of a request that has ended without them."""
        late = models.Q(state=QuoteState.MADE, valid_until__lt=timezone.localdate())
        unanswered = models.Q(state=QuoteState.ASKED) & ~models.Q(request__state__in=OPEN_STATES)
        left = models.Q(state=QuoteState.MADE, request__state__in=CLOSED_STATES)
        return self.filter(late | unanswered | left)

    def to_forget(self) -> Self:
        """As long after the end of the request as the agreement itself is kept."""
        long_ago = timezone.now() - settings.HOSTING_AGREEMENTS_KEPT
        return self.filter(request__closed_at__lte=long_ago, forgotten_at=None)


class Quote(models.Model):
    """Asked for by an organisation, then made by the host: terms copied, in one language.

    `facts` are pairs of a name and a value, `lines` what the total is made of, in words of
    `language`. Nobody changes a quote that was made: another one takes its place.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="quotes")
    proposal = models.ForeignKey(
        Proposal, null=True, on_delete=models.PROTECT, related_name="quotes"
    )
    agreement = models.OneToOneField(
        Agreement, null=True, on_delete=models.PROTECT, related_name="quote"
    )
    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="quotes")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=QuoteState, default=QuoteState.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    remind_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    made_on = models.DateField(null=True)
    valid_until = models.DateField(_("valid until"), null=True)
    language = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=120, blank=True)
    host_name = models.CharField(max_length=160, blank=True)
    contract_party = models.CharField(max_length=16, choices=ContractParty, blank=True)
    organisation_name = models.CharField(max_length=120, blank=True)
    organisation_identifiers = models.CharField(max_length=120, blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    facts = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    total = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    conditions = models.TextField(blank=True)
    cancellation = models.CharField(max_length=500, blank=True)
    legal_note = models.CharField(
        _("legal notes"),
        max_length=LEGAL_NOTE_LIMIT,
        blank=True,
        validators=[validate_single_line],
    )
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(state__in=STANDING),
                name="one_standing_quote_per_request",
            ),
            models.UniqueConstraint(
                fields=("host", "year", "number"), name="one_quote_per_host_and_number"
            ),
        )
        indexes = (models.Index(fields=("state", "valid_until"), name="quote_by_last_day"),)

    def __str__(self) -> str:
        return f"Quote {self.public_id}"

    def get_absolute_url(self) -> str:
        """Of the quote once it is made, else of its request."""
        if self.number is None:
            return self.request.get_absolute_url()
        return reverse("hosting:quote-detail", args=[self.public_id])

    @property
    def reference(self) -> str:
        """`2027-003`: the number inside its year; each host counts from 1."""
        return "" if self.number is None else f"{self.year}-{self.number:03}"

    @property
    def legal_status(self) -> str:
        """`an association`: of the host."""
        return str(LEGAL_STATUS.get(self.contract_party, ""))

    @property
    def is_asked(self) -> bool:
        return self.state == QuoteState.ASKED

    @property
    def is_made(self) -> bool:
        return self.state == QuoteState.MADE

    @property
    def is_agreed(self) -> bool:
        return self.state == QuoteState.AGREED

    @property
    def is_past(self) -> bool:
        """Its last day has passed, whether or not the clock has written that down."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def money(self) -> Money | None:
        return None if self.total is None else Money(self.total, self.currency)


class QuoteFile(models.Model):
    """The PDF of one quote, made once. A row of its own: lists don't read the bytes.

    `digest` is their SHA-256 in hexadecimal.
    """

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"File of quote {self.quote_id}"


class QuoteSeries(models.Model):
    """The last number that a host gave in a year. Its lock is why no number is left out."""

    host = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = LockingQuerySet["QuoteSeries"].as_manager()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("host", "year"), name="one_series_per_host_and_year"),
        )

    def __str__(self) -> str:
        return f"Quotes of {self.year}: {self.last}"
