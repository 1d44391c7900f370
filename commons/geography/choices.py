"""What kinds of places the gazetteer knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LocalityKind(models.TextChoices):
    """French communes and what became of them; cities of other countries."""

    COMMUNE = "commune", _("commune")
    DISTRICT = "district", _("municipal district")
    FORMER = "former", _("former commune")
    CITY = "city", _("city")


class TravelMode(models.TextChoices):
    """Means of travel, told apart as the source of the carbon factors does."""

    WALK = "walk", _("on foot")
    BIKE = "bike", _("by bike")
    E_BIKE = "e_bike", _("by e-bike")
    REGIONAL_TRAIN = "regional_train", _("by regional train")
    INTERCITY = "intercity", _("by intercity train")
    HIGH_SPEED = "high_speed", _("by high-speed train")
    COACH = "coach", _("by coach")
    BUS = "bus", _("by bus")
    TRAM = "tram", _("by tram")
    METRO = "metro", _("by metro")
    CAR = "car", _("by car")
    ELECTRIC_CAR = "electric_car", _("by electric car")
    VAN = "van", _("by van")
    CAMPER = "camper", _("by camper van")
    MOTORBIKE = "motorbike", _("by motorbike")
    PLANE = "plane", _("by plane")


class LandmarkKind(models.TextChoices):
    """What somebody may find near a place, as far as public lists tell it apart."""

    LODGING = "lodging", _("accommodation")
    FOOD = "food", _("food and drink")
    SIGHT = "sight", _("sight")
    NATURE = "nature", _("nature")
    LEISURE = "leisure", _("leisure")
    WAY = "way", _("trail")
    MAKER = "maker", _("maker or shop")
    OTHER = "other", _("other")
