"""What was counted: one number a row, for one day and, where it has one, one category."""

from __future__ import annotations

from django.db import models

from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.figures.choices import Measure


class DailyFigure(models.Model):
    """Written once a day by the clock. Nothing else is known of whoever was counted."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="figures")
    day = models.DateField()
    measure = models.CharField(max_length=16, choices=Measure)
    category = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("activation", "day", "measure", "category"),
                condition=models.Q(category__isnull=False),
                name="one_figure_per_day_and_category",
            ),
            models.UniqueConstraint(
                fields=("activation", "day", "measure"),
                condition=models.Q(category=None),
                name="one_figure_per_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}: {self.number}"


class WeeklyFigure(models.Model):
    """What stays for good: numbers that were large enough to be shown, and no others.

    Without a category it is the sum of a week, which the categories don't add up to.
    """

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="weeks")
    week = models.DateField()
    measure = models.CharField(max_length=16, choices=Measure)
    category = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.measure} in the week of {self.week}: {self.number}"
