"""URL resolvers whose views are imported with the first request that needs one of them."""

from __future__ import annotations

from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RegexPattern, RoutePattern


class LazyURLResolver(URLResolver):
    """Most processes answer no program and see no emergency: they needn't carry what would."""

    def __init__(
        self, pattern: RoutePattern | RegexPattern, module: str, *, namespace: str
    ) -> None:
        super().__init__(pattern, module, app_name=namespace, namespace=namespace)

    @classmethod
    def prefix(cls, route: str, module: str, *, namespace: str) -> LazyURLResolver:
        """Everything that begins with this."""
        return cls(RoutePattern(route), module, namespace=namespace)

    @classmethod
    def matching(cls, pattern: Any, module: str, *, namespace: str) -> LazyURLResolver:
        """Whatever looks so from here on, by a regular expression (translated or not) that takes
        nothing away.
        """
        return cls(RegexPattern(pattern), module, namespace=namespace)

    def _populate(self) -> None:
        """Django asks this of all when it reverses any address. Ours have a namespace: whoever
        reverses one of them comes in by that, and reads the module then.
        """
