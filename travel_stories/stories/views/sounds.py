"""Recordings, in the pieces that players ask for."""

import re

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.http.file_responses import ChunkedFileResponse
from core.http.shortcuts import get_or_404
from travel_stories.stories.selectors.sounds import sound_for

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")
PIECE = 1 << 20


@require_safe
@cache_control(private=True, max_age=60)
def sound_file(request, sound):
    found = get_or_404(sound_for(request.user, sound))
    return sound_answer(request, found)


def sound_answer(request, sound):
    """Whole, or the piece that was asked for: without pieces some players stay silent."""
    asked = RANGE.match(request.headers.get("Range", ""))
    if asked is None or asked.groups() == ("", ""):
        answer = ChunkedFileResponse(sound.file.open("rb"), content_type=sound.mime)
    else:
        answer = _piece_of(sound, *_ends(asked, sound.size))
    answer["Accept-Ranges"] = "bytes"
    return answer


def _piece_of(sound, first, last):
    if first > last or first >= sound.size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{sound.size}"})
    with sound.file.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    answer = HttpResponse(content, status=206, content_type=sound.mime)
    answer["Content-Range"] = f"bytes {first}-{first + len(content) - 1}/{sound.size}"
    return answer


def _ends(asked, size):
    """First and last byte. What is open at its end is answered in handy pieces."""
    first, last = asked.groups()
    if not first:
        return max(0, size - min(int(last), PIECE)), size - 1
    end = int(last) if last else size - 1
    return int(first), min(end, size - 1, int(first) + PIECE - 1)
