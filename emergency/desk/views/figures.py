"""What the desk counts: the board of supply and demand, and the report of each day."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from emergency.desk.forms.desk import BoardForm
from emergency.desk.presenters.board import board_of, places_of_work
from emergency.desk.presenters.desk import desk_of
from emergency.desk.views.guards import desk_only
from emergency.desk.views.queue import desk_page
from emergency.figures.presenters.exports import hxl_sheet
from emergency.figures.presenters.reports import report_of


@require_safe
@desk_only
def board(request, activation):
    desk = desk_of(activation, request.user, "board")
    whole = request.GET.get("only") == "all"
    places = places_of_work(activation, None if whole else desk.duty)
    narrowed = BoardForm(request.GET, places=places)
    work = narrowed.cleaned_data["work"] if narrowed.is_valid() else None
    counted = board_of(activation, desk.duty, whole=whole, work=work)
    context = {"desk": desk, "board": counted, "narrowed": narrowed}
    return desk_page(request, activation, "board", context)


@require_safe
@desk_only
def report(request, activation, day=""):
    """The newest, or that of a day; a day that wasn't counted isn't there."""
    try:
        when = date.fromisoformat(day) if day else None
    except ValueError:
        raise Http404 from None
    found = report_of(activation, when)
    if day and found is None:
        raise Http404
    return desk_page(request, activation, "report", {"report": found})


@require_safe
@desk_only
def sheet(request, activation):
    """Published figures only: the same file may be given on."""
    answer = HttpResponse(hxl_sheet(activation), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{activation.address}.csv"'
    return answer
