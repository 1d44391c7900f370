"""What a form sent that was not taken in, so that it can be shown and sent again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from core.http.return_urls import referrer_path, same_site_path

FORM_PAGE: Final = "page_of_form"
"""The field in which a page that sends a form again names the page of that form."""

NOT_SHOWN: Final = frozenset({"csrfmiddlewaretoken", FORM_PAGE})
CODES: Final = frozenset({"code"})  # of a mail, good for a quarter of an hour


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form as it came: where it is sent, the page it stands on, and its fields in their order."""

    action: str
    page: str
    fields: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    """What somebody wrote, to be shown: every value of several words."""
    has_files: bool
    """Files are not kept: they have to be chosen again."""
    can_be_sent_again: bool
    """Not with a password or a code, which no page holds."""


def read_sent_form(request: HttpRequest) -> SentForm | None:
    """The form of this request; None if a page of another site sent it, or if none is known.

    No other site can make the browser name a page of ours as the one that it came from, so what is
    shown here, and sent again by one button, was written on a page of ours.
    """
    came_from = referrer_path(request)
    if request.method != "POST" or not came_from:
        return None
    every = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = tuple((name, value) for name, value in every if name not in NOT_SHOWN)
    return SentForm(
        action=request.get_full_path(),
        page=same_site_path(request, request.POST.get(FORM_PAGE, "")) or came_from,
        fields=fields,
        words=tuple(str(value) for _, value in fields if len(str(value).split()) > 1),
        has_files=bool(request.FILES),
        can_be_sent_again=not any(_is_secret(name) for name, _ in fields),
    )


def _is_secret(name: str) -> bool:
    return "password" in name or name.rpartition("-")[2] in CODES
