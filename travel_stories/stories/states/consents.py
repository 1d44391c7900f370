"""What people in a story may wish."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownAs(models.TextChoices):
    NAMED = "named", _("named or shown")
    HOST = "host", _("told about as a host")


class ConsentLevel(models.TextChoices):
    """From the widest to the narrowest; of several people in one block the narrowest counts."""

    YES = "yes", _("Yes, as it is")
    BLUR = "blur", _("Blur me")
    CUT = "cut", _("Cut this")


class Decision(models.TextChoices):
    YES = "yes", _("yes to all of it")
    PART = "part", _("yes to a part of it")
    NO = "no", _("no")


class AnswerWay(models.TextChoices):
    ONLINE = "online", _("on their page")
    ORALLY = "orally", _("orally, noted by an author")


class Purpose(models.TextChoices):
    PUBLICATION = "publication", _("publication of a story under its licence")
