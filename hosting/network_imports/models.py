"""An import of a network, the people it invites, and what waits for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.db.locks import LockingQuerySet
from core.files.storage import private_storage, random_path
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token, new_nonce, public_id_in_token
from core.text.contacts import email_key
from core.text.texts import folded_name
from hosting.communities.models.communities import Community
from hosting.network_imports.states import ImportState, InvitationState
from hosting.offers.choices.lists import LodgingKind, OfferKind
from hosting.offers.models.offers import Offer

SALT: Final = "hosting.network_imports.invitation"
FOLDER: Final = "network_imports"
DIGEST: Final = 32  # hexadecimal digits
GIVEN_UP_AFTER: Final = timedelta(minutes=30)  # a job that takes longer has failed


def import_path(row: models.Model, name: str) -> str:
    return f"{FOLDER}/{random_path()}"


def digest_of(community: Community, *parts: str) -> str:
    """Under which the same address, or the same offer of it, meets itself; nobody gets back."""
    key = "\n".join((str(community.pk), *parts))
    secret = settings.HOSTING_PLACE_SECRET  # stored and compared: the secret that never changes
    return salted_hmac(FOLDER, key, secret=secret, algorithm="sha256").hexdigest()[:DIGEST]


def address_digest(community: Community, email: str) -> str:
    return digest_of(community, "email", email_key(email))


def offer_digest(community: Community, row: dict[str, Any]) -> str:
    """By its number in the old network, else by type and title; each member has their own."""
    name = row["reference"] or f"{row['kind']}\n{folded_name(row['title'])}"
    return digest_of(community, "offer", email_key(row["email"]), name)


class NetworkImportQuerySet(LockingQuerySet["NetworkImport"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Those of the communities that this person coordinates."""
        if not isinstance(visitor, User):
            return self.none()
        return self.filter(community__in=Community.objects.coordinated_by(visitor))

    def to_clear(self) -> Self:
        """Their file and lists have been here for HOSTING_NETWORK_DATA_KEPT."""
        last = timezone.now() - settings.HOSTING_NETWORK_DATA_KEPT
        return self.filter(cleared_at=None, created_at__lte=last)

    def to_forget(self) -> Self:
        return self.filter(created_at__lte=timezone.now() - settings.HOSTING_NETWORK_IMPORTS_KEPT)


class NetworkImport(models.Model):
    """One table that a coordinator sent, from its upload until it was imported or undone.

    `mapping` says in which place each column is, `preview` holds the first rows as they would
    become, `problems` the rows that can't be read (`CheckedTable`), `figures` how many of what.
    """

    wagtail_reference_index_ignore = True
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="network_imports"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file_name = models.CharField(max_length=120, blank=True)
    file = models.FileField(storage=private_storage, upload_to=import_path, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    header = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    preview = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    refusal = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)  # file, names and rows are gone since

    objects = NetworkImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a network")
        verbose_name_plural = _("imports of networks")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name or self.public_id

    def get_absolute_url(self) -> str:
        return reverse(
            "hosting:network-import-detail", args=[self.community.address, self.public_id]
        )

    @property
    def is_being_imported(self) -> bool:
        return self.state == ImportState.WAITING and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Its job has failed again and again; the next try only says so."""
        if self.state != ImportState.WAITING or self.confirmed_at is None:
            return False
        return self.confirmed_at <= timezone.now() - GIVEN_UP_AFTER

    @property
    def unreadable_rows(self) -> int:
        return len({problem[0] for problem in self.problems})

    @property
    def has_accepted(self) -> bool:
        """Somebody came along: it can be stopped, and not be undone any more."""
        return self.invitations.filter(state=InvitationState.ACCEPTED).exists()

    @property
    def has_news(self) -> bool:
        return bool(self.figures.get("members"))


class MemberInvitationQuerySet(LockingQuerySet["MemberInvitation"]):
    def with_token(self, token: str) -> MemberInvitation | None:
        """The invitation whose link this is, answered or not."""
        found = self.filter(public_id=public_id_in_token(token))
        invitation = found.select_related("network_import__community", "network_import__by").first()
        return invitation if invitation and invitation.is_opened_by(token) else None

    def waiting(self) -> Self:
        return self.filter(state=InvitationState.INVITED)

    def of_same_person(self, invitation: MemberInvitation) -> Self:
        """All that wait for this address in this community."""
        return self.waiting().filter(
            network_import__community=invitation.network_import.community_id,
            address_digest=invitation.address_digest,
        )

    def to_mail(self) -> Self:
        """Nothing leaves for a hidden community, nor in the name of a suspended account."""
        waiting = self.waiting().filter(mailed_at=None, network_import__state=ImportState.DONE)
        waiting = waiting.filter(network_import__community__in=Community.objects.public())
        return waiting.exclude(network_import__by__is_active=False).order_by("pk")

    def to_forget(self) -> Self:
        """Unanswered HOSTING_NETWORK_DATA_KEPT after the email, or after the import without one."""
        last = timezone.now() - settings.HOSTING_NETWORK_DATA_KEPT
        began = Coalesce("mailed_at", "created_at")
        return self.waiting().annotate(began=began).filter(began__lte=last)


class MemberInvitation(models.Model):
    """Somebody of the old network, asked whether they come along.

    Who answers leaves neither address nor name here: an account has them, or nobody. What stays of
    a refusal is a digest, so that nobody is asked again.
    """

    wagtail_reference_index_ignore = True
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    network_import = models.ForeignKey(
        NetworkImport, on_delete=models.CASCADE, related_name="invitations"
    )
    address_digest = models.CharField(max_length=DIGEST, db_index=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(
        max_length=10, choices=InvitationState, default=InvitationState.INVITED
    )
    person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = MemberInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a network")
        verbose_name_plural = _("invitations of a network")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("network_import", "address_digest"),
                name="one_invitation_per_import_and_address",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.public_id

    def get_absolute_url(self) -> str:
        return reverse("hosting:member-invitation", args=[self.token])

    @property
    def community(self) -> Community:
        return self.network_import.community

    @property
    def token(self) -> str:
        return make_token(SALT, self.public_id, self.nonce)

    def is_opened_by(self, token: str) -> bool:
        return is_valid_token(token, SALT, self.public_id, self.nonce)

    @property
    def is_waiting(self) -> bool:
        return self.state == InvitationState.INVITED

    @property
    def erased_at(self) -> datetime:
        """When what is held about this person goes unless they answer."""
        kept: timedelta = settings.HOSTING_NETWORK_DATA_KEPT
        return (self.mailed_at or self.created_at) + kept


class InvitedMailboxQuerySet(LockingQuerySet["InvitedMailbox"]):
    def refused(self) -> Self:
        return self.exclude(refused_at=None)

    def to_forget(self) -> Self:
        """The last email is long ago, and nobody refused."""
        last = timezone.now() - settings.HOSTING_NETWORK_DATA_KEPT
        return self.filter(refused_at=None, mailed_at__lte=last)


class InvitedMailbox(models.Model):
    """What a community remembers of an address, whatever became of its imports.

    That it was written to lately, with which link; that somebody doesn't want to be asked again,
    which stays. No address: only its digest.
    """

    wagtail_reference_index_ignore = True
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")
    address_digest = models.CharField(max_length=DIGEST)
    link_id = models.CharField(max_length=8, blank=True)
    nonce = models.CharField(max_length=16, blank=True)
    mailed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    objects = InvitedMailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailbox that a network wrote to")
        verbose_name_plural = _("mailboxes that a network wrote to")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("community", "address_digest"), name="one_invited_mailbox_per_community"
            ),
        )

    def __str__(self) -> str:
        return f"invited mailbox {self.pk}"


class ImportedOffer(models.Model):
    """An offer of the old network that waits for its member; then a draft of theirs (`offer`)."""

    wagtail_reference_index_ignore = True
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="imported_offers"
    )
    invitation = models.ForeignKey(
        MemberInvitation, on_delete=models.CASCADE, related_name="imported_offers"
    )
    digest = models.CharField(max_length=DIGEST)
    kind = models.CharField(max_length=12, choices=OfferKind)
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField(max_length=6000, blank=True)
    language = models.CharField(max_length=10)
    lodging_kind = models.CharField(max_length=16, choices=LodgingKind, blank=True)
    sleeps = models.PositiveSmallIntegerField(null=True)
    photo_names = models.JSONField(default=list)
    offer = models.ForeignKey(Offer, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("imported offer")
        verbose_name_plural = _("imported offers")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("community", "digest"), name="one_imported_offer_per_community_and_key"
            ),
        )

    def __str__(self) -> str:
        return self.title or f"imported offer {self.pk}"


class ImportedPhotoQuerySet(models.QuerySet["ImportedPhoto"]):
    def without_draft(self) -> Self:
        """Their member has accepted, and deleted the draft."""
        return self.filter(
            imported_offer__invitation__state=InvitationState.ACCEPTED, imported_offer__offer=None
        )


class ImportedPhoto(models.Model):
    """A file of a ZIP as it came, where nobody sees it, until its offer is a draft."""

    imported_offer = models.ForeignKey(
        ImportedOffer, on_delete=models.CASCADE, related_name="photos"
    )
    name = models.CharField(max_length=130)
    key = models.UUIDField(default=uuid4, editable=False)
    file = models.FileField(storage=private_storage, upload_to=import_path)

    objects = ImportedPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported photo")
        verbose_name_plural = _("imported photos")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("imported_offer", "name"), name="one_imported_photo_per_offer_and_name"
            ),
        )

    def __str__(self) -> str:
        return f"imported photo {self.pk}"
