"""Who hears a recording of the editors."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex

from cms.recordings.models import Recording


def recording_for(request: HttpRequest, public_id: str) -> Recording | None:
    """Everybody hears what a published page plays to them, editors also what no page plays yet.

    Pages that only some may read play it to them alone.
    """
    found = Recording.objects.filter(public_id=public_id).first()
    if found is None or request.user.has_perm("recordings.change_recording"):
        return found
    is_heard = any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in published_pages_with(found)
    )
    return found if is_heard else None


def published_pages_with(recording: Recording) -> list[Page]:
    """Wagtail's index of references holds what is published, not what a draft says by now."""
    references = ReferenceIndex.get_references_to(recording).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = references.values_list("object_id", flat=True).distinct()
    return list(Page.objects.live().filter(pk__in=[int(key) for key in keys]))
