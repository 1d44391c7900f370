"""Blocks of editorial pages, their tags and templates."""

from importlib import import_module

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "cms.blocks"

    def ready(self) -> None:
        import_module("cms.blocks.receivers")
