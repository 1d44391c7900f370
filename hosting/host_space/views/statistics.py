"""Figures of a year, for the host alone."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hosting.host_space.presenters.statistics import bars_of, month_numbers, year_csv
from hosting.host_space.selectors.statistics import year_figures, years_of


@login_required
@require_safe
def index(request):
    """This year, or the one that the address names."""
    figures = _figures_or_404(request)
    context = {
        "figures": figures,
        "bars": bars_of(month_numbers(figures)),
        "years": years_of(request.user),
        "room": "statistics",
    }
    return render(request, "host_space/statistics.html", context)


@login_required
@require_safe
def sheet(request):
    """The same as CSV."""
    figures = _figures_or_404(request)
    response = HttpResponse(year_csv(figures), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hirondelle-{figures.year}.csv"'
    return response


def _figures_or_404(request):
    years = years_of(request.user)
    year = request.GET.get("year", str(years[0] - 1))
    if year not in map(str, years):
        raise Http404
    return year_figures(request.user, int(year))
