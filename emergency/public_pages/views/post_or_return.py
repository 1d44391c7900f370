"""Addresses that only take a form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

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
