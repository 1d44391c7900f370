"""The Wagtail admin: behind our own login, as narrow as each person's task."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import ResolverMatch, URLPattern, URLResolver, path, resolve
from django.utils import translation
from django.utils.csp import CSP, build_policy
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from commons.accounts.guards import privileged, recent_action_required
from commons.accounts.views.entrance import to_our_login
from hosting.offers.wagtail_hooks.reviewers import REVIEWER_URL_NAMES, is_review_only

PREVIEWS: Final = frozenset(
    {
        "wagtailadmin_block_preview",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
    }
)
"""Pages of the site inside the admin: they show the words of hosts, and run no script inside."""

CHOOSERS: Final = "wagtailsnippetchoosers_"
OPEN_CHOOSERS: Final = frozenset(
    {
        "wagtailsnippetchoosers_communities_community",
        "wagtailsnippetchoosers_communities_interest",
        "wagtailsnippetchoosers_recordings_recording",
    }
)
"""What blocks of pages choose: public, or written for pages."""

QUESTIONS: Final = frozenset(
    {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
)
"""Who are you? By password, by a code or by a passkey."""

type View = Callable[..., HttpResponse]

INLINE_ALLOWED: Final[list[str]] = [CSP.SELF, CSP.UNSAFE_INLINE]
ADMIN_POLICY: Final[dict[str, list[str]]] = {
    **settings.SECURE_CSP,
    "script-src": INLINE_ALLOWED,
    "style-src": INLINE_ALLOWED,
}


def restrict_to_reviewers(view: View) -> View:
    """Reviewers only review. Wagtail's pages run scripts inside them, unless a view forbids it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match = request.resolver_match = match_of(request)
        if match and match.view_name not in REVIEWER_URL_NAMES and is_review_only(request.user):
            raise PermissionDenied(match.view_name)
        if match and _is_closed_chooser(match.namespace):
            raise PermissionDenied(match.view_name)
        response = in_user_language(view, request, *args, **kwargs)
        policy = settings.SECURE_CSP if match and match.view_name in PREVIEWS else ADMIN_POLICY
        response.headers.setdefault(str(CSP.HEADER_ENFORCE), build_policy(policy))
        return response

    return answer


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """Where the request leads, by its path.

    What was suspended until somebody said who they are is done on the request of that answer, which
    led to the page that asked.
    """
    match = request.resolver_match
    if match is None or match.view_name not in QUESTIONS:
        return match
    return resolve(request.path_info)


def admit_to_admin(view: View) -> Callable[..., HttpResponseBase]:
    """Who has been away from their keyboard for a while is asked who they are."""
    return recent_action_required(restrict_to_reviewers(view))


def _is_closed_chooser(namespace: str) -> bool:
    """Wagtail makes one for every snippet. It lists drafts and names to all who enter the admin."""
    return namespace.startswith(CHOOSERS) and namespace not in OPEN_CHOOSERS


def in_user_language(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Of whoever is inside, whatever their browser asks for; words are made before it ends."""
    if not request.user.is_authenticated:
        return view(request, *args, **kwargs)
    with translation.override(request.user.language):
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        return response


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", to_our_login),
    path("account/", RedirectView.as_view(pattern_name="accounts:settings")),
    *privileged(decorate_urlpatterns(wagtail_admin.urlpatterns, admit_to_admin)),
]
