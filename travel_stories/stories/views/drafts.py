"""How one comes to a story's workshop, and how a change of it is tried."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from core.errors import DomainError
from core.http.actions import flash_form_errors
from core.http.shortcuts import get_or_404
from travel_stories.collaboration.actions import save_conflict_copy
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.collaboration.models import as_plain
from travel_stories.collaboration.views import render_conflict
from travel_stories.stories.presenters.desks import seat_at
from travel_stories.stories.presenters.revisions import two_drafts


def authors_only(view):
    """Hand the seat of whoever looks to the view. A stranger can't tell whether it exists."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, get_or_404(seat_at(request.user, public_id)), **parts)

    return wrapper


def try_draft(request, form, me, action, *, to):
    """Run `action` with what the form holds; the answer, or nothing if the form has to be shown."""
    if not form.is_valid():
        return None
    try:
        done = action(words=form.words(), edit=form.story_edit(me))
    except ChangedMeanwhileError as conflict:
        return show_conflict(request, form, me, conflict, to=to)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect(to(done) if callable(to) else to)


def try_button(request, form, me, action, *, to, done=None):
    """The same for a button: there is no form to come back to, so a refusal is a message."""
    answer = try_draft(request, form, me, lambda words, edit: action(edit=edit, **words), to=to)
    if answer is None:
        flash_form_errors(request, form)
    elif done and answer.status_code == 302:
        messages.success(request, done)
    return answer or redirect(to)


def show_conflict(request, form, me, conflict, *, to):
    """A page of its own (409). My version is a revision before anything is shown: a closed tab
    loses nothing.
    """
    part = conflict.facts["part"]
    wanted = as_plain(form.words())
    save_conflict_copy(part=part, wanted=wanted, edit=form.story_edit(me))
    goal = to(part) if callable(to) else to
    return render_conflict(request, conflict, sides=two_drafts(part, wanted), to=goal)
