"""What a host's deletion ends and erases."""

from importlib import import_module

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "hosting.erasure"
    label = "hosting_erasure"

    def ready(self) -> None:
        import_module("hosting.erasure.receivers")
