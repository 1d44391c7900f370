"""The list of offers for programs: asked as people ask it, answered with its reasons."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from core.api.decorators import LANGUAGE_PARAM
from core.api.pagination import invalid_cursor_problem, next_url
from core.api.problems import InvalidParam, ProblemError, ProblemType
from hosting.offers.choices.lists import Facet
from hosting.offers.schemas import OfferSchema, serialize_offer
from search.engines.engine_selection import engine
from search.query.errors import InvalidPageCursorError, SearchDownError
from search.results.forms.fields import PhrasesField
from search.results.forms.offers import OfferForm
from search.results.schemas import ResultSchema, serialize_result_page
from ui.form_errors import sentences_by_field

router = Router(tags=["offers"])

ANY: Final[dict[str, Any]] = {"type": "string"}
OF_A_FACET: Final = "Codes as listed in `facets` of a response. Can be repeated."
MEANINGS: Final = {  # for developers; the labels of the form are for people who see it
    "q": "Free text. Places, months and types of offer in it are recognised and used as filters.",
    "place": "A commune, a city or a postcode.",
    "as_words": (
        "A phrase of `q` to search for as plain text instead of turning it into a filter. "
        "Can be repeated."
    ),
    "at": "A point, instead of `place`: `latitude,longitude`.",
    "bbox": "Bounding box: `west,south,east,north`.",
    "km": "Maximum distance from `place` or `at`, in kilometres.",
    "check_in": "Arrival date. Requires `check_out`.",
    "check_out": "Departure date. Requires `check_in`.",
    "flexible": "Number of days by which the dates can move either way.",
    "nights": "Number of nights, at any time between the two dates.",
    "weekend": "Any weekend of this month (for example `2027-05`), instead of two dates.",
    "adults": "Number of adults.",
    "children": "Number of children.",
    "parts": "Maximum number of consecutive places that can make up the stay.",
    "order": "Sort order. Default: best match first.",
    "page": "Cursor of a page, taken from `next`. Valid only for the same query on the same day.",
}


class OfferList(Schema):
    """One page in the published order. `next` is the URL of the next page."""

    items: list[ResultSchema]
    total: int
    facets: dict[str, dict[str, int]]
    corrected: str
    next: str | None


def schema_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.IntegerField):
        bounds = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer"} | {name: to for name, to in bounds.items() if to is not None}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, forms.TypedChoiceField):
        choices: Any = field.choices
        values = [field.coerce(value) for value, _label in choices if value != ""]
        return {"type": "integer" if field.coerce is int else "string", "enum": values}
    return {"type": "array", "items": ANY} if isinstance(field, PhrasesField) else ANY


def parameters() -> list[dict[str, Any]]:
    """What can be asked, as OpenAPI tells it: the fields of the form that people fill in."""
    known = {name: schema_of(field) for name, field in OfferForm.base_fields.items()}
    known |= {facet.value: {"type": "array", "items": ANY} for facet in Facet}
    return [
        {
            "in": "query",
            "name": name,
            "schema": schema,
            "description": MEANINGS.get(name, OF_A_FACET),
        }
        for name, schema in known.items()
    ]


@router.get("", response=OfferList, openapi_extra={"parameters": parameters()})
def offer_list(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Public offers that match the query, ordered only by the published ranking parameters."""
    form = OfferForm(request.GET)
    # A wish that is left out unnoticed would be answered with what nobody asked for.
    unknown = sorted(form.query.keys() - form.fields.keys() - {LANGUAGE_PARAM})
    flaws = [InvalidParam(name, [_("Unknown parameter.")]) for name in unknown]
    if form.cut:
        flaws.append(InvalidParam("q", [form.cut]))
    if not form.is_valid():
        flaws += [
            InvalidParam(name, sentences) for name, sentences in sentences_by_field(form).items()
        ]
    if flaws:
        raise ProblemError(ProblemType.INVALID_PARAMS, errors=flaws)
    try:
        page = serialize_result_page(engine(), form.criteria, token=form.token)
    except InvalidPageCursorError:
        raise invalid_cursor_problem() from None
    except SearchDownError as refusal:
        raise ProblemError(ProblemType.UNAVAILABLE, str(refusal)) from None
    return {
        "items": page.rows,
        "total": page.total,
        "facets": page.facets,
        "corrected": page.corrected,
        "next": next_url(request, response, page.after),
    }


@router.get("{public_id:id}/", response=OfferSchema)
def offer_detail(request: HttpRequest, id: str) -> OfferSchema:
    """A single public offer."""
    offer = serialize_offer(id)
    if offer is None:
        raise ProblemError(ProblemType.NOT_FOUND)
    return offer
