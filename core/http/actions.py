"""Run an action for a view: success message and redirect, or the refusal as a message."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from core.errors import DomainError
from core.quotas.errors import QuotaExceededError


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
    `refused_to`: where it leads after a refusal, if not to the same page. A quota that is used up
    has a page of its own, which holds what was sent (`ui.middleware`).
    """
    try:
        result = action()
    except QuotaExceededError:
        raise
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


def try_form[Result](form: Form, action: Callable[..., Result]) -> Result | None:
    """Hand cleaned data over; a refusal becomes an error of the form, and nothing typed is lost.

    The code of that error is the name of the refusal.
    """
    if not form.is_valid():
        return None
    try:
        return action(**form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, RefusedError(refusal))
    return None


class RefusedError(ValidationError):
    """What an action refused, as an error of the form that asked for it."""

    def __init__(self, refusal: DomainError) -> None:
        super().__init__(str(refusal), code=type(refusal).__name__)
        self.refusal = refusal


def form_status(form: BaseForm) -> int:
    """Of the page that shows the form: 429 where a quota refused it, 422 where else it was
    refused, 200 before it was sent.
    """
    if not form.is_bound:
        return HTTPStatus.OK
    return (
        HTTPStatus.TOO_MANY_REQUESTS if _quota_refusals(form) else HTTPStatus.UNPROCESSABLE_ENTITY
    )


def render_forms(
    request: HttpRequest, template: str, context: dict[str, Any], *forms: BaseForm
) -> HttpResponse:
    """A page with forms, with the `form_status` that says most.

    Where a quota refused one of them, the header Retry-After says when there is room again (RFC
    9110, 10.2.3).
    """
    status = max(map(form_status, forms), default=HTTPStatus.OK)
    response = render(request, template, context, status=status)
    if refusals := [one for form in forms for one in _quota_refusals(form)]:
        response.headers["Retry-After"] = str(max(one.retry_after for one in refusals))
    return response


def _quota_refusals(form: BaseForm) -> list[QuotaExceededError]:
    errors = form.errors.as_data().get(NON_FIELD_ERRORS, ())
    found = (getattr(one, "refusal", None) for one in errors)
    return [one for one in found if isinstance(one, QuotaExceededError)]
