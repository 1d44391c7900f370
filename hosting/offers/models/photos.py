"""The photographs of an offer, in the host's order."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from commons.media.models import Photo
from hosting.offers.models.offers import Offer


class OfferPhoto(models.Model):
    """The alternative text is the photo's own; the caption belongs to this offer."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(
        Photo, verbose_name=_("photo"), on_delete=models.PROTECT, related_name="+"
    )
    caption = models.CharField(_("caption"), max_length=160, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return self.caption or f"Photo {self.photo_id}"

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **_options: Any) -> Self:
        """From a revision. What is gone meanwhile the offer has left out: nothing is asked here."""
        return cls(
            pk=data["pk"],
            photo_id=data["photo"],
            caption=data["caption"],
            sort_order=data["sort_order"],
        )
