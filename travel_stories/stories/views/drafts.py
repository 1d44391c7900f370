"""How one comes to a story's workshop, and how a change of it is tried."""

from functools import partial, wraps

from django.contrib.auth.views import redirect_to_login
from django.views.decorators.cache import never_cache

from core.http.shortcuts import get_or_404
from travel_stories.collaboration import views
from travel_stories.stories.presenters.desks import seat_at
from travel_stories.stories.presenters.revisions import differing_story_fields


def authors_only(view):
    """Hand the seat of whoever looks to the view. A stranger can't tell whether it exists."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, get_or_404(seat_at(request.user, public_id)), **parts)

    return wrapper


try_edit = partial(views.try_edit, compare=differing_story_fields)
try_button = partial(views.try_button, compare=differing_story_fields)
