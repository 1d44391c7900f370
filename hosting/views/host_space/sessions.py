"""When an activity takes place: its sessions."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from hosting.actions.sessions import add_sessions, cancel_session, change_session
from hosting.enums import OfferStep
from hosting.forms.sessions import SeriesForm, SessionForm
from hosting.queries.drafts import clock_of, step_url
from hosting.queries.sessions import sessions_to_come
from hosting.views.host_space.pages import (
    deed_then,
    done,
    form_page,
    own_draft,
    posted,
    step_page,
)

SESSIONS = OfferStep.SESSIONS


@login_required
@require_safe
def index(request, public_id):
    activity = own_draft(request, public_id, SESSIONS)
    sessions = sessions_to_come(activity.pk)
    return step_page(request, activity, SESSIONS, None, "sessions", sessions=sessions)


@form_page
def add(request, public_id):
    activity = own_draft(request, public_id, SESSIONS)
    lasts = {"minutes": activity.duration_minutes or 120}
    form = SeriesForm(posted(request), clock=clock_of(activity), initial=lasts)
    if form.is_valid() and done(
        request, form, add_sessions, activity=activity, **form.cleaned_data
    ):
        return redirect(step_url(activity, SESSIONS))
    return step_page(request, activity, SESSIONS, form, "session")


@form_page
def change(request, public_id, session_id):
    activity = own_draft(request, public_id, SESSIONS)
    session = get_object_or_404(activity.sessions.upcoming(), public_id=session_id)
    form = SessionForm(posted(request), clock=clock_of(activity), session=session)
    if form.is_valid() and done(
        request, form, change_session, session=session, **form.cleaned_data
    ):
        return redirect(step_url(activity, SESSIONS))
    return step_page(request, activity, SESSIONS, form, "session", session=session)


@login_required
@require_POST
def cancel(request, public_id, session_id):
    activity = own_draft(request, public_id, SESSIONS)
    session = get_object_or_404(activity.sessions, public_id=session_id)
    return deed_then(request, step_url(activity, SESSIONS), cancel_session, session=session)
