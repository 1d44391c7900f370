"""What is held of people, and how it is forgotten."""

from importlib import import_module

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "emergency.retention"
    label = "emergency_retention"

    def ready(self) -> None:
        import_module("emergency.retention.personal_data")
        import_module("emergency.retention.receivers")
        import_module("emergency.retention.registrations")
