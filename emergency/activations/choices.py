"""Who did something, to what, and which private group of facts was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """Who acted: an account of the coordination, somebody with a link, or the clock."""

    COORDINATOR = "coordinator", pgettext_lazy("emergency", "coordinator")
    REQUESTER = "requester", _("requester")
    HOST = "host", pgettext_lazy("emergency", "host")
    CLOCK = "clock", _("the system")


class Noun(models.TextChoices):
    """What an event is about."""

    ACTIVATION = "activation", _("emergency")
    REQUEST = "request", _("housing request")
    OFFER = "offer", _("housing offer")
    PROPOSAL = "proposal", _("proposal")
    PLACEMENT = "placement", pgettext_lazy("emergency", "stay")
    INCIDENT = "incident", _("safety report")
    EXTENSION = "extension", _("extra nights")
    SUSPENSION = "suspension", _("suspension")
    SWITCH = "switch", _("status change")


class Group(models.TextChoices):
    """What a read of something private was about."""

    CONTACT = "contact", _("name and phone number")
    ADDRESS = "address", _("address")
    ACCESS = "access", _("access code and key")
