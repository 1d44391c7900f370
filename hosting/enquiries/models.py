"""Who wrote to whom without a request, and whether somebody has answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.blocking.selectors import out_of_contact
from commons.conversations.models import Thread
from core.db.locks import LockingQuerySet
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer


@dataclass(frozen=True, slots=True)
class EnquiryDraft:
    """What somebody writes to a host or to a community; `offer` is the page it began on."""

    message: str
    host: User | None = None
    community: Community | None = None
    offer: Offer | None = None


class EnquiryQuerySet(LockingQuerySet["Enquiry"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """To who wrote it, and to the host or the coordinators who receive it."""
        if not visitor.is_authenticated:
            return self.none()
        return self.filter(thread__participants__person=visitor.pk)

    def like(self, draft: EnquiryDraft, *, sender: User) -> Self:
        """The conversation that these two have already."""
        return self.filter(sender=sender, host=draft.host, community=draft.community)

    def received_by(self, person: User) -> Self:
        """As a host, or as a coordinator who reads the messages of a community."""
        return self.visible_to(person).exclude(sender=person.pk)

    def waiting(self) -> Self:
        """Nobody has answered the last message of who wrote."""
        return self.filter(waiting_since__isnull=False)

    def to_forget(self) -> Self:
        """Nobody has written there for so long."""
        since = timezone.now() - settings.CONVERSATIONS_KEPT
        return self.filter(thread__last_message_at__lte=since)


class Enquiry(models.Model):
    """A conversation that is no request: one for each pair of a person and who they write to.

    Without a host it goes to a community: its coordinators share it, see `sync_seats`.
    """

    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="enquiries")
    host = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="received_enquiries"
    )
    community = models.ForeignKey(
        Community, null=True, on_delete=models.PROTECT, related_name="enquiries"
    )
    offer = models.ForeignKey(Offer, null=True, on_delete=models.SET_NULL, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="enquiry")
    sent_at = models.DateTimeField(auto_now_add=True)
    waiting_since = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation without a request")
        verbose_name_plural = _("conversations without a request")
        ordering = ("-pk",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(host=None) ^ Q(community=None), name="enquiry_to_host_or_community"
            ),
            models.CheckConstraint(
                condition=Q(host=None) | ~Q(host=F("sender")), name="nobody_enquires_of_themselves"
            ),
            models.UniqueConstraint(
                fields=("sender", "host"),
                condition=Q(community=None),
                name="one_enquiry_per_sender_and_host",
            ),
            models.UniqueConstraint(
                fields=("sender", "community"),
                condition=Q(host=None),
                name="one_enquiry_per_sender_and_community",
            ),
        )
        indexes = (
            models.Index(fields=("host", "waiting_since"), name="enquiry_by_host"),
            models.Index(fields=("community", "waiting_since"), name="enquiry_by_community"),
        )

    def __str__(self) -> str:
        return f"{self.sender} · {self.host or self.community}"

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None

    def hides_people_from(self, reader: User) -> bool:
        """Who writes to a community sees no list of coordinators: a gap would tell of a block."""
        return self.community_id is not None and reader.pk == self.sender_id

    def correspondents_of(
        self, author: User, others: models.QuerySet[User]
    ) -> models.QuerySet[User]:
        """A coordinator writes to the sender alone; the sender to those who may be contacted.

        Where that is nobody, to all of them: then a block refuses it.
        """
        if self.community_id is None:
            return others
        if author.pk != self.sender_id:
            return others.filter(pk=self.sender_id)
        reachable = others.exclude(pk__in=out_of_contact(author, others))
        return reachable if reachable.exists() else others


class EnquirySettings(models.Model):
    """What a host says about messages without a request. Without a row they are welcome."""

    host = models.OneToOneField(User, on_delete=models.CASCADE, related_name="enquiry_settings")
    takes_enquiries = models.BooleanField(_("people may write to me without a request"))

    class Meta:
        verbose_name = _("choice about messages without a request")
        verbose_name_plural = _("choices about messages without a request")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.host_id}: {self.takes_enquiries}"
