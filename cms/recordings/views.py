"""What editors recorded."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.recordings.models import Recording
from travel_stories.stories.views.sounds import sound_answer


@require_safe
@cache_control(public=True, max_age=3_600)
def recording(request, public_id):
    found = get_object_or_404(Recording, public_id=public_id)
    return sound_answer(request, found)
