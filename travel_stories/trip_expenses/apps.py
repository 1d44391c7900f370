"""Expenses of a trip: what it costs, and who owes whom."""

from importlib import import_module

from django.apps import AppConfig


class TripExpensesConfig(AppConfig):
    name = "travel_stories.trip_expenses"

    def ready(self) -> None:
        import_module("travel_stories.trip_expenses.trip_parts")
        import_module("travel_stories.trip_expenses.personal_data")
