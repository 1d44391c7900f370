"""What a trip is, who travels, and what a group changes together."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TripKind(models.TextChoices):
    ALONE = "alone", _("Alone")
    FAMILY = "family", pgettext_lazy("trip", "Family")
    FRIENDS = "friends", _("Friends")
    CLASS = "class", _("Class")
    WORKS_COUNCIL = "works_council", _("Works council")
    ASSOCIATION = "association", _("Association")


class Visibility(models.TextChoices):
    MEMBERS = "members", _("Only those who travel")
    LINK = "link", _("Whoever has the link may look")


class MemberRole(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    COMPANION = "companion", _("Companion")
    CHAPERONE = "chaperone", _("Chaperone")
    PAYER = "payer", _("Payer")
    OBSERVER = "observer", _("Observer")


PLANNING: Final = (MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE)


class LinkKind(models.TextChoices):
    CALENDAR = "calendar", _("Calendar")
    LOOK = "look", _("To look at the plan")


class StepKind(models.TextChoices):
    WISH = "wish", _("Wish")
    OFFER = "offer", _("Offer")
    MEETING = "meeting", _("Meeting")
    LEG = "leg", _("Leg of travel")
    NOTE = "note", _("Note")


class Noun(models.TextChoices):
    TRIP = "trip", _("trip")
    STEP = "step", _("step")
    REQUEST = "request", _("request to a host")
    IDEA = "idea", _("idea")
    VOICE = "voice", _("voice")
    POLL = "poll", _("poll")
    BALLOT = "ballot", _("ballot")
    COMMENT = "comment", _("comment")
    DOCUMENT = "document", _("document")
    EXPENSE = "expense", _("expense")
    CHECKLIST = "checklist", _("list")
    ITEM = "item", _("entry of a list")
