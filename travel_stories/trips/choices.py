"""What a trip is, who travels, and what a group changes together."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TripKind(models.TextChoices):
    ALONE = "alone", _("Solo")
    FAMILY = "family", pgettext_lazy("trip", "Family")
    FRIENDS = "friends", _("Friends")
    CLASS = "class", _("School class")
    WORKS_COUNCIL = "works_council", _("Works council")
    ASSOCIATION = "association", _("Association")


class Visibility(models.TextChoices):
    MEMBERS = "members", _("Only people on this trip")
    LINK = "link", _("Anyone with the link")


class MemberRole(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    COMPANION = "companion", _("Companion")
    CHAPERONE = "chaperone", _("Chaperone")
    PAYER = "payer", _("Treasurer")
    OBSERVER = "observer", _("Observer")


PLANNING: Final = (MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE)


class LinkKind(models.TextChoices):
    CALENDAR = "calendar", _("Calendar")
    LOOK = "look", _("View the plan")


class StepKind(models.TextChoices):
    WISH = "wish", _("Wish")
    OFFER = "offer", _("Offer")
    MEETING = "meeting", _("Meeting")
    LEG = "leg", _("Journey")
    NOTE = "note", _("Note")


class Noun(models.TextChoices):
    TRIP = "trip", _("trip")
    STEP = "step", _("step")
    REQUEST = "request", _("request to a host")
    IDEA = "idea", _("idea")
    VOICE = "voice", _("opinion")
    POLL = "poll", _("poll")
    BALLOT = "ballot", _("vote")
    COMMENT = "comment", _("comment")
    DOCUMENT = "document", _("document")
    EXPENSE = "expense", _("expense")
    CHECKLIST = "checklist", _("list")
    ITEM = "item", _("list item")
