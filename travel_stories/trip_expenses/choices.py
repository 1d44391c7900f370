"""What money went for, and how a bill is split."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExpenseKind(models.TextChoices):
    LODGING = "lodging", pgettext_lazy("expense", "Accommodation")
    MEALS = "meals", _("Meals and shopping")
    TRAVEL = "travel", _("Transport")
    VISITS = "visits", _("Visits and activities")
    GEAR = "gear", _("Gear and rental")
    OTHER = "other", _("Other")
    REPAYMENT = "repayment", _("Repayment")  # from one to another; the group spends nothing


class Split(models.TextChoices):
    EQUAL = "equal", _("Equally")
    PEOPLE = "people", _("By number of people")
    PARTS = "parts", _("By shares")
    EXACT = "exact", _("By exact amounts")
