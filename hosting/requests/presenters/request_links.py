"""Links that packages above put on the page of a request."""

from __future__ import annotations

from collections.abc import Callable

from commons.accounts.models import User
from core.registry import Registry
from hosting.offers.presenters.offer_links import OfferLink
from hosting.requests.models.requests import Request

type RequestLinkProvider = Callable[[Request, User], OfferLink | None]

_request_providers = Registry[RequestLinkProvider]()


def register_request_link(provider: RequestLinkProvider) -> None:
    """A package registers when it starts; its provider may ask the database."""
    _request_providers.register(provider)


def links_of_request(request: Request, reader: User) -> list[OfferLink]:
    """What packages above offer this party of a request."""
    links = (provide(request, reader) for provide in _request_providers)
    return [link for link in links if link is not None]
