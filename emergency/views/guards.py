"""Who is let to a desk: anybody else can't tell whether the emergency exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from emergency.models.activations import Activation
from emergency.models.requests import HousingRequest


def desk_only(view):
    """For those on duty, and those who rule."""
    return _behind("emergency.see_desk", view)


def coordinators_only(view):
    return _behind("emergency.coordinate", view)


def safety_only(view):
    """For those on duty who may read reports on safety."""
    return _behind("emergency.see_safety", view)


def rulers_only(view):
    return _behind("emergency.rule_activation", view)


type View = Callable[..., HttpResponseBase]


def post_or_return(page: str, *parts: str) -> Callable[[View], View]:
    """An address that only takes a form: opened once more it redirects to `page`, in place of 405.

    It stays in the address bar where the answer to the form is a page. `parts` are those of the
    address that `page` wants besides the emergency.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, public_id: str, **data: Any) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                return redirect(page, public_id, *(data[part] for part in parts))
            return require_POST(view)(request, public_id=public_id, **data)

        return answer

    return decorate


def _behind(permission, view):
    @login_required
    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        activation = get_object_or_404(Activation, public_id=public_id)
        if not request.user.has_perm(permission, _subject(activation, **parts)):
            raise Http404
        return view(request, activation, **parts)

    return wrapper


def _subject(activation, request_id="", **_parts):
    """The request that the address names, which may be of another perimeter; else the emergency."""
    if not request_id:
        return activation
    requests = HousingRequest.objects.filter(activation=activation)
    return get_object_or_404(requests, submission__public_id=request_id)
