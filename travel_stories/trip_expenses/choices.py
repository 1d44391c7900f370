"""What money went for, and how a bill is split."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpenseKind(models.TextChoices):
    LODGING = "lodging", _("Lodging")
    MEALS = "meals", _("Meals and shopping")
    TRAVEL = "travel", _("Transport")
    VISITS = "visits", _("Visits and activities")
    GEAR = "gear", _("Gear and rental")
    OTHER = "other", _("Other things")
    REPAYMENT = "repayment", _("Repayment")  # from one to another; the group spends nothing


class Split(models.TextChoices):
    EQUAL = "equal", _("The same for each")
    PEOPLE = "people", _("By the people whom each stands for")
    PARTS = "parts", _("By parts")
    EXACT = "exact", _("Amounts that I write")
