"""Paths and cookies with a null character are refused: PostgreSQL stores and finds none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

API: Final = "/api/"


@sync_and_async_middleware
def refuse_null_characters(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]:
    """A bad request instead of the error that looking for such a name would end in.

    What stands behind the question mark is for forms, which say so at the field.
    """
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponseBase:
            _require_none(request)
            answer: HttpResponseBase = await get_response(request)
            return answer

        return answer_later

    def answer(request: HttpRequest) -> HttpResponseBase:
        _require_none(request)
        answered: HttpResponseBase = get_response(request)
        return answered

    return answer


def _require_none(request: HttpRequest) -> None:
    """Of a path the API answers itself that nothing is there, as a problem and not as a page.

    In a cookie it stands as `"\\000"`, which Django unquotes.
    """
    if "\x00" in request.path_info and not request.path_info.startswith(API):
        raise BadRequest("a null character in the path")
    if any("\x00" in value for value in request.COOKIES.values()):
        raise BadRequest("a null character in a cookie")
