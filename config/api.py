"""`/api/v1/`: the public API. It only reads."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, re_path
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import TypeAdapter

from cms.pages.api import router as destinations
from core.api.decorators import LANGUAGE_PARAM, public_api_view
from core.api.problems import MEDIA_TYPE, InvalidParam, Problem, ProblemError, ProblemType
from hosting.public_pages.api.communities import router as communities
from hosting.public_pages.api.sessions import router as sessions
from search.results.api import router as offers
from travel_stories.itineraries.api import router as itineraries
from travel_stories.stories.api import router as stories

VERSION: Final = "1.0"
ABOUT: Final = (
    "Everything that anyone can read without an account. The API is read-only. A location is a "
    "circle, never an exact address, and nothing is rated. Texts belong to their authors, under "
    "the licence each of them chose."
)
COLLECTIONS: Final = {
    "offers": offers,
    "sessions": sessions,
    "communities": communities,
    "destinations": destinations,
    "itineraries": itineraries,
    "stories": stories,
}
REFERENCE: Final = "#/components/schemas/{model}"
PROBLEM: Final = {
    "description": "What went wrong, as problem details (RFC 9457).",
    "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}},
}
LANGUAGE_PARAMETER: Final = {
    "in": "query",
    "name": LANGUAGE_PARAM,
    "description": "Language of the response. Takes precedence over `Accept-Language`.",
    "schema": {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
}


class Api(NinjaAPI):
    """Its OpenAPI description holds what `public_api_view` adds to every operation."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the view: where its module lies is nobody's business outside."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**options)
        problem = TypeAdapter(Problem).json_schema(ref_template=REFERENCE)
        schemas = described["components"]["schemas"]
        schemas |= problem.pop("$defs") | {Problem.__name__: problem}
        for operations in described["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = PROBLEM
                operation.setdefault("parameters", []).append(LANGUAGE_PARAMETER)
        return described


api = Api(
    title="Hirondelle",
    version=VERSION,
    description=ABOUT,
    urls_namespace="api",
    docs_url=None,  # it would fetch its scripts from elsewhere
)
for name, router in COLLECTIONS.items():
    api.add_router(f"{name}/", router)


class Start(Schema):
    """Entry point: the version, the OpenAPI description and the collections."""

    name: str
    version: str
    openapi: str
    collections: dict[str, str]


@api.get("", response=Start, tags=["start"])
def start(request: HttpRequest) -> dict[str, Any]:
    """Links to the collections of the API."""
    here = request.build_absolute_uri(request.path)
    return {
        "name": settings.WAGTAIL_SITE_NAME,
        "version": VERSION,
        "openapi": f"{here}openapi.json",
        "collections": {name: f"{here}{name}/" for name in COLLECTIONS},
    }


@api.exception_handler(ProblemError)
def reraise_problem(_request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """To `public_api_view`, which answers with it."""
    raise problem


@api.exception_handler(ValidationError)
def invalid_params(_request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    """A parameter that is of another sort than its operation says."""
    invalid_params_list = [
        InvalidParam(str(one["loc"][-1]), [str(one["msg"])]) for one in invalid.errors
    ]
    raise ProblemError(ProblemType.INVALID_PARAMS, errors=invalid_params_list)


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _missing: Http404) -> HttpResponse:
    """What isn't there and what isn't public look alike."""
    raise ProblemError(ProblemType.NOT_FOUND)


def fallback(request: HttpRequest) -> HttpResponse:
    """Where only the slash at the end may be missing, it leads on."""
    if request.path.endswith("/"):
        raise ProblemError(ProblemType.NOT_FOUND)
    return HttpResponseRedirect(request.get_full_path(force_append_slash=True))


app_name = "api"
patterns = [one for one in api.urls[0] if isinstance(one, URLPattern)]
urlpatterns = [*patterns, re_path("", fallback)]
for pattern in urlpatterns:
    # Ninja names no view beside its patterns, so each is wrapped here.
    pattern.callback = public_api_view(pattern.callback, urlconf=__name__)
