"""Addresses whose views are imported with the first request that needs one of them."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class Annex(URLResolver):
    """Most processes never answer a program: they needn't carry what would."""

    def __init__(self, route: str, module: str, *, namespace: str) -> None:
        super().__init__(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Django asks this of all when it reverses any address. Ours have a namespace: whoever
        reverses one of them comes in by that, and reads the module then.
        """
