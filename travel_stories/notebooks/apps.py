"""What is taken along: documents, notebooks and booklets, files of a whole trip."""

from importlib import import_module

from django.apps import AppConfig


class NotebooksConfig(AppConfig):
    name = "travel_stories.notebooks"

    def ready(self) -> None:
        import_module("travel_stories.notebooks.receivers")
        import_module("travel_stories.notebooks.trip_parts")
        import_module("travel_stories.notebooks.personal_data")
        import_module("travel_stories.notebooks.registrations")
