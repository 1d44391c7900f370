"""The organisation in whose name a request was sent, as each side reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.organisations.rules import acts_for
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import organisation_of
from hosting.requests.rules import reads_as_host


@dataclass(frozen=True, slots=True)
class AskingOrganisation:
    """`note` says what its people can or can’t do; `is_warning` where something stands in the way.

    `change`: what has become of its name or numbers since it asked. `may_bind`: the reader may
    propose and accept for it. `url` is empty while it is hidden from the reader.
    """

    name: str
    kind: str
    url: str
    note: str
    change: str
    is_warning: bool
    may_bind: bool


def asking_organisation(request: Request, *, reader: User) -> AskingOrganisation | None:
    """No query where somebody asks for themselves; one where they ask for an organisation."""
    organisation = request.on_behalf_of
    if organisation is None:
        return None
    is_host = reads_as_host(request, reader)
    may_bind = acts_for(_word_of(request) if is_host else reader, organisation)
    is_left = request.asker_left_at is not None and request.guest_id == reader.pk
    note = _note_for_host(request, may_bind) if is_host else _note_for_guest(may_bind, is_left)
    return AskingOrganisation(
        name=organisation_of(request),
        kind=str(organisation.get_kind_display()),
        url="" if organisation.is_hidden else organisation.get_absolute_url(),
        note=note % {"organisation": request.asked_as},
        change=_change_of(request),
        is_warning=not may_bind and request.is_waiting,
        may_bind=may_bind and not organisation.is_hidden,
    )


def _note_for_host(request: Request, may_bind: bool) -> str:
    if may_bind:
        return _("Everyone who acts for %(organisation)s can read this conversation.")
    if not request.is_waiting:
        return ""
    return _(
        "The person you’ve been talking to no longer acts for %(organisation)s. Someone who "
        "does has to make a proposal before you can agree."
    )


def _note_for_guest(may_bind: bool, is_left: bool) -> str:
    if may_bind:
        return _("You and others who act for %(organisation)s can answer the host.")
    if is_left:
        return _(
            "You no longer act for %(organisation)s, and others carry on with this request. "
            "You can read what was written until then."
        )
    return _(
        "You no longer act for %(organisation)s. You can still write to the host "
        "and withdraw the request, but you can’t accept on its behalf."
    )


def _change_of(request: Request) -> str:
    """Said until there is an agreement: that names the organisation as it asked."""
    organisation = request.on_behalf_of
    if organisation is None or organisation.is_hidden or not request.is_waiting:
        return ""
    if organisation.name != request.asked_as:
        return _(
            "This organisation has changed its name to “%(name)s” since the request was sent. "
            "An agreement would name it as above."
        ) % {"name": organisation.name}
    # The labels before them are in the language of who asked.
    numbers = [part.rpartition(" ")[2] for part in request.asked_with.split(", ") if part]
    if [number for _label, number in organisation.identifiers] != numbers:
        return _(
            "This organisation has changed its registration numbers since the request was sent. "
            "An agreement would give those it had then."
        )
    return ""


def _word_of(request: Request) -> User:
    """Who speaks for the guest's side in what is on the table."""
    standing = next((one for one in request.proposals.all() if one.is_open), None)
    return standing.by if standing and not standing.is_by_host else request.guest
