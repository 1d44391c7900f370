"""What a step of the way can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    WISH = "wish", _("Wish")
    OFFER = "offer", _("Offer")
    MEETING = "meeting", _("Meeting")
    LEG = "leg", _("Leg of travel")
    NOTE = "note", _("Note")


class LegMode(models.TextChoices):
    """Means of travel, named as the source of the carbon factors names them."""

    WALK = "walk", _("on foot")
    BIKE = "bike", _("by bicycle")
    E_BIKE = "e_bike", _("by electric bicycle")
    TRAIN = "train", _("by regional train")
    INTERCITY = "intercity", _("by intercity train")
    HIGH_SPEED = "high_speed", _("by high-speed train")
    COACH = "coach", _("by coach")
    BUS = "bus", _("by bus")
    TRAM = "tram", _("by tram")
    METRO = "metro", _("by metro")
    CAR = "car", _("by car")
    ELECTRIC_CAR = "electric_car", _("by electric car")
    VAN = "van", _("by van")
    MOTORBIKE = "motorbike", _("by motorbike")
    PLANE = "plane", _("by plane")
