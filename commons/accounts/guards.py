"""Who enters pages of coordination and administration: with a second factor, or in the grace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.utils.urlpatterns import decorate_urlpatterns

from commons.accounts.actions.two_step import begin_two_step_grace
from commons.accounts.registries import holds_privileged_role
from commons.accounts.session_keys import GUARDED_AT, PRIVILEGED, SECOND_FACTOR, STARTED
from commons.accounts.sessions import MINUTE, has_ended, is_action
from core.http.middleware.return_to_form import WRITES, is_navigation
from core.http.return_urls import referrer_path
from core.http.sent_forms import read_sent_form
from core.permissions import SYSTEM

type View = Callable[..., HttpResponseBase]


def privileged(urlpatterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses, each behind `second_factor_required`."""
    return decorate_urlpatterns(urlpatterns, second_factor_required)  # type: ignore[no-any-return]


def second_factor_required(view: View) -> View:
    """Whoever holds a privileged role comes in with a second factor, or as long as the grace lasts.

    Others pass: the view itself knows whom it lets in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        note_privilege(request)
        if is_second_factor_missing(request):
            return lead_to_second_factor(request)
        return view(request, *args, **kwargs)

    guarded.needs_second_factor = True  # type: ignore[attr-defined]
    return guarded


def note_privilege(request: HttpRequest) -> None:
    """The session of somebody who was given a role since they logged in ends as others do.

    At once, where the limits of such a session are over by then: the page asks for a new login.
    """
    person = request.user
    if not person.is_authenticated or request.session.get(PRIVILEGED):
        return
    if holds_privileged_role(person):
        request.session[PRIVILEGED] = True
        if has_ended(request.session, timezone.now().timestamp()):
            logout(request)


def is_second_factor_missing(request: HttpRequest) -> bool:
    """No query for who brought one, or is within the grace: it stands in session and account."""
    person = request.user
    if not person.is_authenticated or request.session.get(SECOND_FACTOR) == person.pk:
        return False
    now = timezone.now()
    if person.two_step_due_at is not None and person.two_step_due_at > now:
        return False
    if not request.session.get(PRIVILEGED) and not holds_privileged_role(person):
        return False
    if person.two_step_due_at is None:  # their role came without an action of ours
        person.two_step_due_at = begin_two_step_grace(person=person, by=SYSTEM).two_step_due_at
    return person.two_step_due_at is None or person.two_step_due_at <= now


def lead_to_second_factor(request: HttpRequest) -> HttpResponseBase:
    """To confirming it, or to setting one up; what somebody sent is shown, and sent again later."""
    form = read_sent_form(request)
    if request.method in WRITES:
        page = form.page if form else referrer_path(request)
    else:
        page = request.get_full_path()
    methods = get_adapter().get_reauthentication_methods(request.user)
    own = [method["url"] for method in methods if method["id"].startswith("mfa_")]
    url = own[0] if own else reverse("mfa_index")
    if page:
        url = f"{url}?{urlencode({REDIRECT_FIELD_NAME: page})}"
    if form and is_navigation(request):
        template = "accounts/two_step_first.html"
        return _show_sent_form(request, template, sent_form=form, url=url, is_set_up=bool(own))
    if not own:
        messages.warning(request, _("Set up two-step login first. Then you can continue."))
    return redirect(url)


def recent_action_required(view: View) -> View:
    """In the admin and where contacts are read: after ACCOUNTS_ADMIN_IDLE one is asked again.

    Other pages don't count, nor does a request that was refused.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        now, used = timezone.now().timestamp(), request.session.get(GUARDED_AT, 0)
        last = max(used, *proofs_of_identity(request), 0)
        if now - last > settings.ACCOUNTS_ADMIN_IDLE.total_seconds():
            return ask_who_it_is(request)
        if now - used >= MINUTE and is_action(request):
            request.session[GUARDED_AT] = now
        return view(request, *args, **kwargs)

    return guarded


def identity_required(
    *, back_to: str = "", allow_get: bool = False, login_counts: bool = False
) -> Callable[[View], View]:
    """Ask for the password, a code or a passkey, unless that was within the last few minutes.

    Then the page of the form that was sent comes again, or that of `back_to`: the name of an
    address. `allow_get` shows the page of the form to everybody. With `login_counts` a login within
    these minutes is enough, whatever the person has.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_shown = allow_get and request.method not in WRITES
            if is_shown or not request.user.is_authenticated or was_identity_confirmed(request):
                return view(request, *args, **kwargs)
            if login_counts and is_new_login(request):
                return view(request, *args, **kwargs)
            return ask_who_it_is(request, back_to=back_to)

        return guarded

    return decorate


def proofs_of_identity(request: HttpRequest) -> list[float]:
    """When this person said who they are, in this session, in seconds since 1970."""
    records = get_authentication_records(request, request.user)
    return [record["at"] for record in records if record.get("reauthenticated")]


def was_identity_confirmed(request: HttpRequest) -> bool:
    """Within the last minutes; a login counts for whoever has nothing else than emailed codes."""
    if any(at >= _minutes_ago() for at in proofs_of_identity(request)):
        return True
    if get_adapter().get_reauthentication_methods(request.user):
        return False
    return is_new_login(request)


def is_new_login(request: HttpRequest) -> bool:
    """Whether the session began within the last minutes."""
    return bool(request.session.get(STARTED, 0) >= _minutes_ago())


def _minutes_ago() -> float:
    return timezone.now().timestamp() - settings.ACCOUNTS_IDENTITY_CONFIRMED.total_seconds()


def ask_who_it_is(request: HttpRequest, *, back_to: str = "") -> HttpResponseBase:
    """By the ways that this person has; without any they log in again, with an emailed code.

    What was sent is not kept to be done afterwards: it may have been sent by somebody else, at an
    open browser. It is shown, and the person sends it again.
    """
    methods = get_adapter().get_reauthentication_methods(request.user)
    page = reverse(back_to) if back_to else ""
    if not methods:
        logout(request)
        return redirect_to_login(page or request.get_full_path())
    form = None if page else read_sent_form(request)
    if form:
        page = form.page
    to = urlencode({REDIRECT_FIELD_NAME: page or request.get_full_path()})
    url = f"{methods[0]['url']}?{to}"
    if form and is_navigation(request):
        return _show_sent_form(request, "accounts/identity_first.html", sent_form=form, url=url)
    return redirect(url)


def _show_sent_form(request: HttpRequest, template: str, **context: Any) -> HttpResponseBase:
    response = render(request, template, context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response
