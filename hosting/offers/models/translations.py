"""The host's words in another language, by a person or by a machine, and said to be so."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hosting.offers.choices.lists import TranslatedBy
from hosting.offers.models.offers import Offer

TRANSLATED_FIELDS: Final = ("title", "words", "without_car")


class OfferTranslation(models.Model):
    """Part of the offer, so that it is read by the community before anybody else reads it."""

    offer = ParentalKey(Offer, related_name="translations", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("in your own words"), max_length=6000)
    without_car = models.TextField(_("how to get here without a car"), max_length=1500, blank=True)
    made_by = models.CharField(_("type of translation"), max_length=8, choices=TranslatedBy)
    of = models.CharField(max_length=64, editable=False)  # what was translated, as a digest

    class Meta:
        verbose_name = _("offer translation")
        verbose_name_plural = _("offer translations")
        constraints = (
            models.UniqueConstraint(
                fields=("offer", "language"), name="one_translation_in_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(made_by__in=TranslatedBy.values), name="translated_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def is_behind(self, offer: Offer) -> bool:
        """The host has changed a word since."""
        return self.of != digest_of(offer)


def digest_of(offer: Offer) -> str:
    """The same for the same words: whoever changes one leaves the translation behind."""
    text = "\0".join(str(getattr(offer, name)).strip() for name in TRANSLATED_FIELDS)
    return sha256(text.encode()).hexdigest()
