"""What the clock does for files. Each job returns how many rows failed."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.periodic import for_each_row
from core.permissions import SYSTEM
from travel_stories.notebooks.actions.booklets import forget_booklet
from travel_stories.notebooks.actions.documents import forget_document, sweep_files
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import Document


@shared_task(name="travel_stories.forget_booklets")
def forget_booklets() -> int:
    """PDF files that were asked for some days ago: they can be made again."""
    return for_each_row(
        Booklet.objects.old(), lambda booklet: forget_booklet(booklet=booklet, by=SYSTEM)
    )


@shared_task(name="travel_stories.forget_documents")
def forget_documents() -> int:
    """Files that were taken out long enough ago, and those that no document owns."""
    long_ago = timezone.now() - settings.TRAVEL_STORIES_KEEP_DELETED
    failed = for_each_row(
        Document.objects.kept().filter(removed_at__lte=long_ago),
        lambda document: forget_document(document=document, by=SYSTEM),
    )
    return failed + sweep_files()
