"""Where an editorial page is linked from, and what a reader wanders through."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class FooterColumn(models.TextChoices):
    TRAVEL = "travel", _("Travel")
    WELCOME = "welcome", _("Welcome")
    COOPERATIVE = "cooperative", _("The co-operative")


class Noun(StrEnum):
    """What one may come upon; an offer has kinds of its own."""

    STORY = "story"
    ITINERARY = "itinerary"
    OFFER = "offer"
    COMMUNITY = "community"
    PLACE = "place"
    THEME = "theme"


class WayIn(models.TextChoices):
    """By what one enters the stories."""

    PLACE = "place", _("By place")
    CAUSE = "cause", _("By cause")
    INTEREST = "interest", _("By interest")
    SEASON = "season", _("By season")
    PERSON = "person", _("By person")
