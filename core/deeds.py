"""How a page answers a deed: it was done, or a rule of the domain said no."""

from collections.abc import Callable
from typing import Protocol

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise

from core.errors import DomainError


class Addressed(Protocol):
    """Anything with a page of its own."""

    def get_absolute_url(self) -> str: ...


def carry_out(
    request: HttpRequest,
    deed: Callable[[], object],
    *,
    done: str | Promise,
    to: str | Addressed,
    refused_to: str | Addressed | None = None,
) -> HttpResponseRedirect:
    """Run `deed`, then lead to `to`, saying what was done or why it was refused.

    `refused_to`: where it leads after a refusal, if not to the same page.
    """
    try:
        deed()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(refused_to or to)
    return conclude(request, done, to=to)


def conclude(
    request: HttpRequest, done: str | Promise, *, to: str | Addressed
) -> HttpResponseRedirect:
    """Say what was done and lead on."""
    messages.success(request, str(done))
    return redirect(to)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent: an empty form that was sent is answered as one."""
    return request.POST if request.method == "POST" else None


def tell_errors(request: HttpRequest, form: Form) -> None:
    """Where there is no form to come back to, what is wrong with it is a message."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))


def try_form[Result](form: Form, deed: Callable[..., Result]) -> Result | None:
    """Hand cleaned data over; a refusal becomes an error of the form, and nothing typed is lost."""
    if not form.is_valid():
        return None
    try:
        return deed(**form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return None
