"""A host decides about dates that are taken twice."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.http.actions import run_action
from hosting.calendar_conflicts.actions import dismiss_conflict, restore_conflict
from hosting.calendar_conflicts.models import CalendarConflict


@login_required
@require_POST
def dismiss(request, conflict_id):
    return _run(request, conflict_id, dismiss_conflict, _("Both stay as they are."))


@login_required
@require_POST
def restore(request, conflict_id):
    done = _("These dates are shown again as taken twice.")
    return _run(request, conflict_id, restore_conflict, done)


def _run(request, conflict_id, action, done):
    rows = CalendarConflict.objects.visible_to(request.user).select_related("feed__unit")
    conflict = get_object_or_404(rows, public_id=conflict_id)
    return run_action(
        request, partial(action, conflict=conflict, by=request.user), done=done, to=conflict
    )
