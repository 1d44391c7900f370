"""On which terms: the rates of a draft, by their numbers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import post_data_or_none
from hosting.host_space.views.pages import (
    form_page,
    own_draft,
    redirect_to_next_step,
    render_step,
    run_and_redirect,
    save_form,
)
from hosting.offers.actions.price_seasons import add_season, change_season, remove_season
from hosting.offers.actions.rates import add_rate, change_rate, remove_rate
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.choices.steps import OfferStep
from hosting.offers.forms.price_seasons import SeasonForm
from hosting.offers.forms.rates import MODE_LABELS, RateForm
from hosting.offers.presenters.price_lines import season_rows
from hosting.offers.selectors.drafts import step_url, with_sort_order

RATES = OfferStep.RATES


@login_required
@require_safe
def index(request, public_id):
    draft = own_draft(request, public_id, RATES)
    rates = with_sort_order(draft.rates.all())
    if not rates:
        return redirect("hosting:rate-choose", draft.public_id)
    rows = [(rate, season_rows(rate, draft.language)) for rate in rates]
    return render_step(request, draft, RATES, None, "rates", rates=rows)


@login_required
@require_safe
def choose(request, public_id):
    draft = own_draft(request, public_id, RATES)
    return render_step(request, draft, RATES, None, "rate_mode", modes=MODE_LABELS.items())


@form_page
def add(request, public_id, mode):
    draft = own_draft(request, public_id, RATES)
    if mode not in ExchangeMode:
        raise Http404
    form = RateForm(post_data_or_none(request), kind=draft.kind, mode=ExchangeMode(mode))
    if form.is_valid() and save_form(request, form, add_rate, offer=draft, rate=form.instance):
        if "another" in request.POST:
            return redirect("hosting:rate-choose", draft.public_id)
        return redirect_to_next_step(draft, RATES)
    return render_step(request, draft, RATES, form, "rate")


@form_page
def change(request, public_id, number):
    draft = own_draft(request, public_id, RATES)
    rate = _rate_or_404(draft, number)
    form = RateForm(
        post_data_or_none(request), kind=draft.kind, mode=ExchangeMode(rate.mode), rate=rate
    )
    if form.is_valid() and save_form(
        request, form, change_rate, offer=draft, number=number, rate=form.instance
    ):
        return redirect(step_url(draft, RATES))
    return render_step(request, draft, RATES, form, "rate", rate=rate)


@login_required
@require_POST
def remove(request, public_id, number):
    draft = own_draft(request, public_id, RATES)
    return run_and_redirect(
        request, step_url(draft, RATES), remove_rate, offer=draft, number=number
    )


@form_page
def add_price_season(request, public_id, number):
    draft = own_draft(request, public_id, RATES)
    rate = _rate_or_404(draft, number, has_seasons=True)
    form = SeasonForm(post_data_or_none(request), rate=rate)
    if form.is_valid() and save_form(
        request, form, add_season, offer=draft, number=number, season=form.season()
    ):
        return redirect(step_url(draft, RATES))
    return render_step(request, draft, RATES, form, "season", rate=rate)


@form_page
def change_price_season(request, public_id, number, season):
    draft = own_draft(request, public_id, RATES)
    rate = _rate_or_404(draft, number, has_seasons=True)
    found = next((one for one in rate.price_seasons if one.number == season), None)
    if found is None:
        raise Http404
    form = SeasonForm(post_data_or_none(request), rate=rate, season=found)
    if form.is_valid() and save_form(
        request,
        form,
        change_season,
        offer=draft,
        number=number,
        season_number=season,
        season=form.season(),
    ):
        return redirect(step_url(draft, RATES))
    return render_step(request, draft, RATES, form, "season", rate=rate)


@login_required
@require_POST
def remove_price_season(request, public_id, number, season):
    draft = own_draft(request, public_id, RATES)
    return run_and_redirect(
        request,
        step_url(draft, RATES),
        remove_season,
        offer=draft,
        number=number,
        season_number=season,
    )


def _rate_or_404(draft, number, *, has_seasons=False):
    rates = with_sort_order(draft.rates.all())
    rate = next((one for one in rates if one.sort_order == number), None)
    if rate is None or (has_seasons and not rate.has_seasons):
        raise Http404
    return rate
