"""When an activity takes place: its sessions."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import post_data_or_none
from hosting.calendars.actions.sessions import add_sessions, cancel_session, change_session
from hosting.calendars.forms.sessions import SeriesForm, SessionForm
from hosting.calendars.selectors.sessions import sessions_to_come
from hosting.host_space.views.pages import (
    form_page,
    kept_draft,
    render_step,
    run_and_redirect,
    save_form,
)
from hosting.offers.choices.steps import OfferStep
from hosting.offers.selectors.drafts import step_url
from hosting.offers.selectors.local_times import time_zone_of

SESSIONS = OfferStep.SESSIONS


@login_required
@require_safe
def index(request, public_id):
    activity = kept_draft(request, public_id, SESSIONS)
    sessions = sessions_to_come(activity.pk, time_zone_of(activity))
    return render_step(request, activity, SESSIONS, None, "sessions", sessions=sessions)


@form_page
def add(request, public_id):
    activity = kept_draft(request, public_id, SESSIONS)
    lasts = {"minutes": activity.duration_minutes or 120}
    form = SeriesForm(post_data_or_none(request), clock=time_zone_of(activity), initial=lasts)
    if form.is_valid() and save_form(
        request, form, add_sessions, activity=activity, **form.cleaned_data
    ):
        return redirect(step_url(activity, SESSIONS))
    return render_step(request, activity, SESSIONS, form, "line_form")


@form_page
def change(request, public_id, session_id):
    activity = kept_draft(request, public_id, SESSIONS)
    session = get_object_or_404(activity.sessions.upcoming(), public_id=session_id)
    form = SessionForm(post_data_or_none(request), clock=time_zone_of(activity), session=session)
    if form.is_valid() and save_form(
        request, form, change_session, session=session, **form.cleaned_data
    ):
        return redirect(step_url(activity, SESSIONS))
    return render_step(request, activity, SESSIONS, form, "line_form", session=session)


@login_required
@require_POST
def cancel(request, public_id, session_id):
    activity = kept_draft(request, public_id, SESSIONS)
    session = get_object_or_404(activity.sessions, public_id=session_id)
    return run_and_redirect(request, step_url(activity, SESSIONS), cancel_session, session=session)
