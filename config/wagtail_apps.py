"""Four of Wagtail’s apps without its API, which this project does not use.

Programs come in by ours, and `wagtail.api.v3` isn't among our apps. Yet these four hang their
addresses into it whenever they start, which brings Ninja and schemas of all that they know into
every worker (docs/adr/0032). Who opens it one day names Wagtail's own apps in the settings again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

from django.apps import AppConfig
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig

API_MODULE: Final = "wagtail.api.v3.api"
HUNG_IN: Final = ("api.v3", "api.v3.registry", "api.v3.router")


class WithoutApi(AppConfig):
    """Starts as Wagtail wrote it; what it would hang into the door comes to nothing."""

    def ready(self) -> None:
        with _without(API_MODULE, *(f"{self.name}.{module}" for module in HUNG_IN)):
            super().ready()


class Redirects(WithoutApi, WagtailRedirectsAppConfig):
    """Addresses that moved."""


class Documents(WithoutApi, WagtailDocsAppConfig):
    """Files of the editors."""


class Images(WithoutApi, WagtailImagesAppConfig):
    """Photographs."""


class Snippets(WithoutApi, WagtailSnippetsAppConfig):
    """Offers and whatever else is no page."""


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Meanwhile these can be imported and asked for anything they have; they do nothing."""
    stand_in: Any = SimpleNamespace(
        api=SimpleNamespace(add_router=_nothing), router=None, register_content_types=_nothing
    )
    before = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules |= dict.fromkeys(modules, stand_in)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]
        sys.modules |= before


def _nothing(*_anything: Any) -> None:
    pass
