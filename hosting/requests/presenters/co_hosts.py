"""Who answers a request in the name of its host, as each side reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.text.formatting import format_and_list
from hosting.cohosts.selectors import parse_co_hosts
from hosting.requests.models.requests import Request
from hosting.requests.rules import reads_as_host


@dataclass(frozen=True, slots=True)
class AnsweringCoHosts:
    """`warning`: what a co-host proposed waits for the host, since they answer no longer."""

    note: str
    warning: str


def co_hosts_answering(request: Request, *, reader: User) -> AnsweringCoHosts | None:
    """No query where the request comes with `co_hosts_json`; nothing where the host is alone."""
    people = parse_co_hosts(getattr(request, "co_hosts_json", None))
    warning = _warning(request, [pk for pk, _name in people])
    if not people and not warning:
        return None
    others = [name for pk, name in people if pk not in {reader.pk, request.guest_id}]
    facts = {"host": request.host.display_name, "names": format_and_list(others)}
    if reader.pk in {pk for pk, _name in people} and reads_as_host(request, reader):
        note = _("You answer this request for %(host)s.") % facts
    elif not others:
        note = ""
    elif request.host_id == reader.pk:
        note = _("Can also answer this request for you: %(names)s.") % facts
    else:
        note = _("Can also answer for %(host)s: %(names)s.") % facts
    return AnsweringCoHosts(note, warning)


def _warning(request: Request, answering: list[int]) -> str:
    standing = next((one for one in request.proposals.all() if one.is_open), None)
    if standing is None or not standing.for_host or not request.is_open:
        return ""
    if standing.by_id in answering:
        return ""
    facts = {"name": standing.by.display_name, "host": request.host.display_name}
    return (
        _(
            "%(name)s made the current proposal and no longer answers for %(host)s. It can be "
            "accepted once %(host)s has made it again."
        )
        % facts
    )
