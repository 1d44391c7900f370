"""What a co-host does in the name of the host."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoHostScope(models.TextChoices):
    """Each is a column of `CoHost`; all of them together are the whole offer but its address.

    The words follow “can”: “you can answer requests”.
    """

    ANSWER = "may_answer", _("answer requests")
    CALENDAR = "may_set_nights", _("keep the calendar")
    WORDS = "may_write", _("write texts and add photos")
