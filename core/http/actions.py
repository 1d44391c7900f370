"""Run an action for a view: success message and redirect, or the refusal as a message."""

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise

from core.errors import DomainError


class HasAbsoluteUrl(Protocol):
    """Anything with a page of its own."""

    def get_absolute_url(self) -> str: ...


def run_action(
    request: HttpRequest,
    action: Callable[[], Any],
    *,
    done: str | Promise | Callable[[Any], str | Promise] = "",
    to: str | HasAbsoluteUrl,
    refused_to: str | HasAbsoluteUrl | None = None,
) -> HttpResponseRedirect:
    """Run `action`, then lead to `to`, saying what was done or why it was refused.

    `done` may be a function of what the action returned; without it the page itself shows it.
    `refused_to`: where it leads after a refusal, if not to the same page.
    """
    try:
        result = action()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(refused_to or to)
    message = done(result) if callable(done) else done
    return redirect_with_success(request, message, to=to) if message else redirect(to)


def redirect_with_success(
    request: HttpRequest, done: str | Promise, *, to: str | HasAbsoluteUrl
) -> HttpResponseRedirect:
    """Say what was done and lead on."""
    messages.success(request, str(done))
    return redirect(to)


def post_data_or_none(request: HttpRequest) -> QueryDict | None:
    """What was sent: an empty form that was sent is answered as one."""
    return request.POST if request.method == "POST" else None


def flash_form_errors(request: HttpRequest, form: Form) -> None:
    """Where there is no form to come back to, what is wrong with it is a message."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))


def try_form[Result](form: Form, action: Callable[..., Result]) -> Result | None:
    """Hand cleaned data over; a refusal becomes an error of the form, and nothing typed is lost."""
    if not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return None
