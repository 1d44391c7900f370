"""Lists of offers that somebody keeps, each with a name and perhaps a link for others."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from commons.accounts.validators import validate_single_line
from commons.privacy.registries.consents import ConsentPurpose
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.security.tokens import is_valid_token, make_token
from hosting.offers.models.offers import Offer

SALT: Final = "hosting.favourites.list"
LONGEST_NAME: Final = 80
SHARED_LIST: Final = ConsentPurpose(
    code="favourites.shared",
    title=_("A shared list of favourites"),
    words=_("Share this list"),
    data=_("the list, its name and its offers"),
    recipients=_("everyone who has the link"),
)


class FavouriteListQuerySet(LockingQuerySet["FavouriteList"]):
    def visible_to(self, person: Visitor) -> Self:
        """One's own: others see a list by its link only."""
        return self.filter(owner=person.pk)


class FavouriteList(models.Model):
    """`nonce` is empty where no link leads to the list; a new one ends the link before."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourite_lists"
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME, validators=[validate_single_line])
    nonce = models.CharField(max_length=16, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(auto_now_add=True)  # when something was kept in it last

    objects = FavouriteListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of favourites")
        verbose_name_plural = _("lists of favourites")
        ordering = ("-used_at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hosting:favourite-list-detail", args=[self.public_id])

    @property
    def is_shared(self) -> bool:
        return bool(self.nonce)

    @property
    def share_path(self) -> str:
        """The page that whoever has the link reads; empty where there is none."""
        if not self.nonce:
            return ""
        token = make_token(SALT, self.public_id, self.nonce)
        return reverse("hosting:favourite-list-shared", args=[token])

    def is_opened_by(self, token: str) -> bool:
        return self.is_shared and is_valid_token(token, SALT, self.public_id, self.nonce)


class FavouriteQuerySet(LockingQuerySet["Favourite"]):
    def visible_to(self, person: Visitor) -> Self:
        return self.filter(owner=person.pk)


class Favourite(models.Model):
    """One offer in one list. An offer stands in one list of a person at most."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    list = models.ForeignKey(FavouriteList, on_delete=models.CASCADE, related_name="favourites")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="favourites")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        verbose_name = _("favourite")
        verbose_name_plural = _("favourites")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "offer"), name="one_favourite_per_offer"),
        )

    def __str__(self) -> str:
        return f"{self.list_id}: {self.offer_id}"
