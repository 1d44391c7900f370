"""When one may come: the opening hours of a draft, by their numbers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    render_step,
    run_and_redirect,
    save_form,
)
from hosting.offers.actions.opening_hours import (
    add_opening_hours,
    change_opening_hours,
    remove_opening_hours,
)
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.opening_hours import OpeningHoursForm
from hosting.offers.presenters.opening_hours import format_opening_hours
from hosting.offers.selectors.drafts import step_url, with_sort_order

HOURS = OfferStep.HOURS


@login_required
@require_safe
def index(request, public_id):
    draft = own_draft(request, public_id, HOURS)
    rows = [
        (row, format_opening_hours([row.period]))
        for row in with_sort_order(draft.opening_hours.all())
    ]
    return render_step(request, draft, HOURS, None, "opening_hours", rows=rows)


@form_page
def add(request, public_id):
    draft = own_draft(request, public_id, HOURS)
    form = OpeningHoursForm(post_data_or_none(request))
    if form.is_valid() and save_form(
        request, form, add_opening_hours, offer=draft, hours=form.instance
    ):
        return redirect(step_url(draft, HOURS))
    return render_step(request, draft, HOURS, form, "line_form")


@form_page
def change(request, public_id, number):
    draft = own_draft(request, public_id, HOURS)
    rows = with_sort_order(draft.opening_hours.all())
    hours = next((row for row in rows if row.sort_order == number), None)
    if hours is None:
        raise Http404
    form = OpeningHoursForm(post_data_or_none(request), hours=hours)
    if form.is_valid() and save_form(
        request, form, change_opening_hours, offer=draft, number=number, hours=form.instance
    ):
        return redirect(step_url(draft, HOURS))
    return render_step(request, draft, HOURS, form, "line_form")


@login_required
@require_POST
def remove(request, public_id, number):
    draft = own_draft(request, public_id, HOURS)
    return run_and_redirect(
        request, step_url(draft, HOURS), remove_opening_hours, offer=draft, number=number
    )
