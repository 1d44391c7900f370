"""Accessibility as measured facts. `None` means nobody has looked yet: ask."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from hosting.offers.models.offers import Offer


class AccessSurvey(models.Model):
    """One survey an offer. Field names follow the Acceslibre schema where it has a word."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="access_surveys")
    surveyed_on = models.DateField(_("measured on"), null=True, blank=True)
    entrance_steps = models.PositiveSmallIntegerField(
        _("steps at the entrance"), null=True, blank=True, validators=[MaxValueValidator(200)]
    )
    step_height = models.PositiveSmallIntegerField(
        _("step height (cm)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    has_ramp = models.BooleanField(_("ramp"), null=True, blank=True)
    entrance_width = models.PositiveSmallIntegerField(
        _("entrance width (cm)"), null=True, blank=True, validators=[MaxValueValidator(500)]
    )
    narrowest_door = models.PositiveSmallIntegerField(
        _("narrowest inside door (cm)"), null=True, blank=True, validators=[MaxValueValidator(500)]
    )
    has_lift = models.BooleanField(_("lift"), null=True, blank=True)
    has_level_shower = models.BooleanField(_("step-free shower"), null=True, blank=True)
    has_grab_bars = models.BooleanField(_("grab bars"), null=True, blank=True)
    has_adapted_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    welcomes_assistance_dogs = models.BooleanField(
        _("assistance dogs welcome"), null=True, blank=True
    )
    has_quiet_room = models.BooleanField(_("quiet room"), null=True, blank=True)
    has_hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    has_night_lighting = models.BooleanField(_("path lit at night"), null=True, blank=True)
    has_adapted_parking = models.BooleanField(_("accessible parking"), null=True, blank=True)
    details = models.TextField(_("anything else guests should know"), max_length=1500, blank=True)

    class Meta:
        verbose_name = _("access survey")
        verbose_name_plural = _("access survey")
        constraints = (models.UniqueConstraint(fields=("offer",), name="one_survey_per_offer"),)

    def __str__(self) -> str:
        return f"Access to {self.offer_id}"
