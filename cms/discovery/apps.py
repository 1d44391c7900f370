"""What leads on from a page: related things, ways into the stories, sitemaps."""

from importlib import import_module

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "cms.discovery"

    def ready(self) -> None:
        import_module("cms.discovery.registrations")
