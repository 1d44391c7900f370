"""Portrait and introduction of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.media.models import Photo
from commons.privacy.registries.consents import ConsentPurpose
from core.db.locks import LockingQuerySet
from core.ids import new_public_id

PUBLIC_PROFILE: Final = ConsentPurpose(
    code="profile.public",
    title=_("Portrait and introduction on public pages"),
    words=_("Show my portrait and introduction to everyone"),
    data=_("your portrait, your introduction and the name you show"),
    recipients=_("everyone who visits the site"),
)
SPONSOR_NAME: Final = ConsentPurpose(
    code="profile.sponsor",
    title=_("Your name beside the hosts you vouch for"),
    words=_("Show my name beside the hosts I vouch for"),
    data=_("the name you show"),
    recipients=_("everyone who visits those hosts’ pages"),
)
LONGEST: Final = 280  # characters of the introduction: two sentences


class ProfileQuerySet(LockingQuerySet["Profile"]):
    def visible_to(self, viewer: Visitor) -> Self:
        """Members see those of members; strangers only what its person shows to everybody."""
        shown = Q(
            hidden_at=None,
            person__is_active=True,
            person__email_verified_at__isnull=False,
            person__hidden_at=None,
        )
        if not viewer.is_authenticated:
            return self.filter(shown, is_public=True)
        return self.filter(shown | Q(person=viewer.pk))


class Profile(models.Model):
    """What a person shows of themselves beside their name. Most people have none."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    person = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="profile", editable=False
    )
    portrait = models.ForeignKey(
        Photo, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    introduction = models.CharField(_("two sentences about you"), max_length=LONGEST, blank=True)
    language = models.CharField(_("language of your introduction"), max_length=10, default="fr")
    is_public = models.BooleanField(default=False)
    is_named_as_sponsor = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)  # by a decision
    changed_at = models.DateTimeField(auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """The page of the person, on which it stands."""
        return self.person.get_absolute_url()


@dataclass(frozen=True, slots=True)
class ProfileData:
    """What the person says now. `alt` says what is to be seen on the portrait, if there is one."""

    introduction: str
    language: str
    is_public: bool
    is_named_as_sponsor: bool
    alt: str = ""
