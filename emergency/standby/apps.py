"""Homes of hosts: promised beforehand, lent when an emergency opens, lent again in the next one."""

from importlib import import_module

from django.apps import AppConfig


class StandbyConfig(AppConfig):
    name = "emergency.standby"
    label = "emergency_standby"

    def ready(self) -> None:
        import_module("emergency.standby.receivers")
        import_module("emergency.standby.registrations")
