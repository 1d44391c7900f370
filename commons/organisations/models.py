"""Organisations, the mandates of people who act for them, and the letters that invite them."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.validators import validate_single_line
from commons.moderation.models import DECIDE_ANY
from commons.organisations.choices import MandateRole, OrganisationKind
from commons.organisations.validators import (
    validate_rna,
    validate_siren,
    validate_siret,
    validate_uai,
    validate_vat,
)
from core.db.expressions import Today
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token

SALT: Final = "organisations.mandate"
IDENTIFIERS: Final = ("siren", "siret", "rna", "vat", "uai")
# A SIREN and a VAT number are those of a legal unit, of which several establishments may be here.
UNIQUE_IDENTIFIERS: Final = ("siret", "rna", "uai")


class OrganisationQuerySet(LockingQuerySet["Organisation"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Whoever has an account: hosts read who asks them. Its people are shown to fewer.

        While it is hidden, only its people and those who decide on reports.
        """
        if not visitor.is_authenticated:
            return self.none()
        if visitor.has_perm(DECIDE_ANY):
            return self.all()
        running = Mandate.objects.running().filter(person=visitor.pk)
        return self.filter(
            models.Q(hidden_at=None) | models.Q(pk__in=running.values("organisation"))
        )

    def acted_for_by(self, person: Visitor) -> Self:
        """Those in whose name this person may ask and accept today."""
        running = Mandate.objects.running().filter(person=person.pk)
        return self.shown().filter(pk__in=running.values("organisation"))

    def shown(self) -> Self:
        """Not hidden by a decision on a report."""
        return self.filter(hidden_at=None)

    def without_manager(self) -> Self:
        return self.exclude(unmanaged_since=None)


class Organisation(models.Model):
    """A party that people act for. It stays when they leave.

    `unmanaged_since`: nobody manages it any more, and the co-operative may invite somebody.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("type of organisation"), max_length=16, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=120, validators=[validate_single_line])
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, validators=[validate_siren])
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])
    rna = models.CharField(_("RNA"), max_length=10, blank=True, validators=[validate_rna])
    vat = models.CharField(_("VAT number"), max_length=14, blank=True, validators=[validate_vat])
    uai = models.CharField(_("UAI"), max_length=8, blank=True, validators=[validate_uai])
    created_at = models.DateTimeField(auto_now_add=True)
    unmanaged_since = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)  # by a decision
    checked_at = models.DateTimeField(null=True, editable=False)  # by the co-operative

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "pk")
        default_permissions = ()
        permissions = (("look_after_organisations", _("Can add people to an organisation")),)
        constraints = tuple(
            models.UniqueConstraint(
                fields=(name,),
                condition=models.Q(checked_at__isnull=False) & ~models.Q(**{name: ""}),
                name=f"one_checked_organisation_per_{name}",
            )
            for name in UNIQUE_IDENTIFIERS
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation-detail", args=[self.public_id])

    @property
    def is_hidden(self) -> bool:
        """By a decision on a report: nobody asks or agrees for it."""
        return self.hidden_at is not None

    @property
    def is_checked(self) -> bool:
        """The co-operative has compared its name and numbers with a public register."""
        return self.checked_at is not None

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """Label and number of each that is known."""
        pairs = (
            (_("SIREN"), self.siren),
            (_("SIRET"), self.siret),
            (_("RNA"), self.rna),
            (_("VAT number"), self.vat),
            (_("UAI"), self.uai),
        )
        return [(str(label), number) for label, number in pairs if number]

    @property
    def identifiers_in_words(self) -> str:
        """`SIRET 55210055400013, RNA W751234567`."""
        return ", ".join(f"{label} {value}" for label, value in self.identifiers)


# Of mandates that count today; as a constant, other packages filter by it in a subquery.
RUNNING: Final = models.Q(ended_at=None, starts_on__lte=Today()) & (
    models.Q(ends_on=None) | models.Q(ends_on__gte=Today())
)


class MandateQuerySet(LockingQuerySet["Mandate"]):
    def standing(self) -> Self:
        """Those that nobody has ended; the last day of some may be past."""
        return self.filter(ended_at=None)

    def running(self) -> Self:
        """Those that count today."""
        return self.filter(RUNNING)

    def lapsed(self) -> Self:
        """Their last day is past, and nobody has written that down."""
        return self.standing().filter(ends_on__lt=timezone.localdate())

    def managing(self) -> Self:
        """Without an end: an organisation needs one of these."""
        return self.standing().filter(role=MandateRole.MANAGER, ends_on=None)

    def to_forget(self) -> Self:
        """Ended so long ago that nobody has to prove who acted."""
        since = timezone.now() - settings.ORGANISATIONS_MANDATES_KEPT
        return self.filter(ended_at__lte=since)


class Mandate(models.Model):
    """One person may act for one organisation, from a day until another or without an end.

    A person who comes back has a new one: who acted when stays readable.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates"
    )
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(_("role"), max_length=16, choices=MandateRole)
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"),
                condition=models.Q(ended_at=None),
                name="one_standing_mandate_per_person",
            ),
        )

    def __str__(self) -> str:
        return f"Mandate {self.public_id}"

    def get_absolute_url(self) -> str:
        return self.organisation.get_absolute_url()

    @property
    def is_running(self) -> bool:
        """In Python what `running` says in SQL."""
        today = timezone.localdate()
        if self.ended_at is not None or self.starts_on > today:
            return False
        return self.ends_on is None or self.ends_on >= today

    @property
    def manages(self) -> bool:
        return self.role == MandateRole.MANAGER

    @property
    def manages_without_end(self) -> bool:
        """The same as `managing` says in SQL."""
        return self.manages and self.ends_on is None and self.ended_at is None


class MandateInvitationQuerySet(LockingQuerySet["MandateInvitation"]):
    def good(self) -> Self:
        """Neither taken, nor taken back, nor too old."""
        return self.filter(revoked_at=None, taken_at=None, expires_at__gt=timezone.now())

    def to_forget(self) -> Self:
        """Expired so long ago that nobody asks for it."""
        since = timezone.now() - settings.ORGANISATIONS_INVITATIONS_KEPT
        return self.filter(expires_at__lte=since)

    def with_token(self, token: str) -> MandateInvitation | None:
        rows = self.good().filter(public_id=public_id_in_token(token))
        found = rows.select_related("organisation", "by").first()
        return found if found and found.is_token(token) else None


class MandateInvitation(models.Model):
    """A letter to one address. The account with this confirmed address may take it, once."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mandate_invitations")
    email = models.EmailField(_("email address"))
    role = models.CharField(_("role"), max_length=16, choices=MandateRole)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = MandateInvitationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"Invitation {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:invitation", args=[self.token])

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_token(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)
