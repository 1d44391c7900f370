"""The nouns that a group changes together, and what can happen to one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
