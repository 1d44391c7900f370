"""What both agreed on, and the contact details that go with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.organisations.models import Organisation
from core.ids import new_public_id
from core.values.geo import Point
from hosting.calendars.models import Hold
from hosting.requests.models.requests import Request, RequestTerms
from hosting.requests.states import RequestState

READABLE_STATES: Final = (RequestState.AGREED, RequestState.COMPLETED)


def contacts_readable_for() -> timedelta:
    """How long after the end of an agreement its two parties read each other's contacts."""
    return timedelta(days=settings.HOSTING_CONTACTS_DAYS)


class Agreement(RequestTerms):
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
    on_behalf_of = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(max_length=120, blank=True)
    organisation_identifiers = models.CharField(max_length=120, blank=True)
    represented_by = models.CharField(max_length=160, blank=True)  # who signed for it
    # Of the host, who represents it.
    host_organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    host_organisation_name = models.CharField(max_length=120, blank=True)
    host_organisation_identifiers = models.CharField(max_length=120, blank=True)
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
    def guest_party(self) -> str:
        """The name of whom the host has agreed with: an organisation, or the guest."""
        return self.organisation_name or self.guest_name

    @property
    def host_party(self) -> str:
        """The name of whom the guest has agreed with: an organisation, or the host."""
        return self.host_organisation_name or self.host_name

    @property
    def receiving_host(self) -> str:
        """Who receives the guest: who signed, or of an organisation whoever acts for it now.

        No name comes back where those of the agreement were forgotten.
        """
        if not self.host_organisation_name or self.host.closed_at is not None:
            return self.host_name
        return str(self.host.signature)

    @property
    def has_dates(self) -> bool:
        """Nights, half-days, a day or a session were agreed on. Products mostly have none."""
        return self.starts_at is not None or self.check_in is not None

    @property
    def has_begun(self) -> bool:
        """The day of arrival has come, or the session has started. Without a date: at once."""
        if self.starts_at is not None:
            return self.starts_at <= timezone.now()
        return self.check_in is None or self.check_in <= timezone.localdate()

    @property
    def last_day(self) -> date | None:
        """The morning of departure, or the day of the activity; None without a date."""
        return timezone.localdate(self.ends_at) if self.ends_at is not None else self.check_out

    @property
    def contacts_expired(self) -> bool:
        """Its end lies further back than HOSTING_CONTACTS_DAYS; the same as `to_erase` says."""
        since = timezone.now() - contacts_readable_for()
        if self.ends_at is not None:
            return self.ends_at <= since
        if self.check_out is not None:
            return self.check_out < timezone.localdate(since)
        return self.agreed_at + settings.HOSTING_UNDATED_ENDS_AFTER <= since

    @property
    def reference(self) -> str:
        """What the two say on the telephone."""
        return f"HIR-{self.public_id[:4]}-{self.public_id[4:]}".upper()


class AgreementContactsQuerySet(models.QuerySet["AgreementContacts"]):
    def of_party(self, person: User) -> Self:
        """A person who asked for an organisation is no party: the organisation is."""
        asked = models.Q(agreement__guest=person, agreement__on_behalf_of=None)
        return self.filter(models.Q(agreement__host=person) | asked)

    def of_contact_person(self, person: User) -> Self:
        """Those with this person's telephone and address on the side of the guest."""
        asked = models.Q(contact_person=None, agreement__guest=person)
        return self.filter(models.Q(contact_person=person) | asked)

    def to_erase(self) -> Self:
        """No longer readable by the two, or over and one of them has closed the account."""
        unreadable = ~models.Q(agreement__request__state__in=READABLE_STATES)
        guest_closed = ~models.Q(agreement__guest__closed_at=None)
        closed = ~models.Q(agreement__host__closed_at=None) | (
            guest_closed & models.Q(agreement__on_behalf_of=None)
        )
        over = ~models.Q(agreement__request__state=RequestState.AGREED)
        # In SQL what `contacts_expired` says of one.
        since = timezone.now() - contacts_readable_for()
        in_days = {
            "agreement__ends_at": None,
            "agreement__check_out__lt": timezone.localdate(since),
        }
        undated = {
            "agreement__ends_at": None,
            "agreement__check_out": None,
            "agreement__agreed_at__lte": since - settings.HOSTING_UNDATED_ENDS_AFTER,
        }
        in_hours = {"agreement__ends_at__lte": since}
        return self.filter(
            (models.Q(**in_hours) | models.Q(**in_days) | models.Q(**undated))
            | unreadable
            | (closed & over)
        )


class AgreementContacts(models.Model):
    """Contact details of the two parties and the address, copied when they agreed.

    A row of its own: erasing them deletes it, and the agreement keeps the names.
    `contact_person`: whose they are on the side of the guest.
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="contacts")
    contact_person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    host_phone = models.CharField(max_length=40, blank=True)
    host_email = models.CharField(max_length=254, blank=True)
    guest_phone = models.CharField(max_length=40, blank=True)
    guest_email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=255, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    directions = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    objects = AgreementContactsQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact details of an agreement")
        verbose_name_plural = _("contact details of agreements")

    def __str__(self) -> str:
        return f"Contacts of agreement {self.agreement_id}"

    @property
    def point(self) -> Point | None:
        """The exact one, in degrees."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)
