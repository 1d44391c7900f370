"""What editors recorded."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.recordings.selectors import recording_for
from core.http.shortcuts import get_or_404
from travel_stories.stories.views.sounds import sound_answer


@require_safe
@cache_control(private=True, max_age=3_600)
def recording(request, public_id):
    found = get_or_404(recording_for(request, public_id))
    return sound_answer(request, found)
