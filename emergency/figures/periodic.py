"""What is counted in the morning."""

from datetime import date
from typing import NamedTuple

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from emergency.activations.models.activations import Activation
from emergency.figures.actions import keep_figures
from emergency.figures.selectors.statistics import days_to_count


@shared_task(name="emergency.keep_figures")
def keep_figures_of_yesterday() -> int:
    """In the morning: what yesterday was, and what was missed while the clock stood still."""
    days: list[DayOfActivation] = []
    failed = for_each_row(
        Activation.objects.counted(),
        lambda activation: days.extend(
            DayOfActivation(activation, day) for day in days_to_count(activation)
        ),
    )
    return failed + for_each_row(
        days, lambda one: keep_figures(activation=one.activation, day=one.day, by=SYSTEM)
    )


class DayOfActivation(NamedTuple):
    """A day to be counted; in the log it has a name, like a row."""

    activation: Activation
    day: date

    def __str__(self) -> str:
        return f"{self.activation._meta.label} {self.activation.pk} on {self.day}"
