"""The host space: a host's offers, calendar and day."""

from django.apps import AppConfig


class HostSpaceConfig(AppConfig):
    name = "hosting.host_space"
