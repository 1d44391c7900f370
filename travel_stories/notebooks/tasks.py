"""Jobs on files that only members may fetch."""

from __future__ import annotations

from celery import shared_task
from django.core.files.base import ContentFile
from django.utils import timezone

from travel_stories.notebooks.exports.printable_pages import pages_of
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import private_storage


@shared_task(name="travel_stories.delete_file")
def delete_file(*, name: str) -> None:
    """One file of a document; a second run finds nothing to do."""
    private_storage().delete(name)


@shared_task(name="travel_stories.make_booklet")
def make_booklet(*, booklet_id: int) -> None:
    """Make the PDF of what is true now; a second run makes it again over the first."""
    booklet = Booklet.objects.select_related("member__trip", "story").filter(pk=booklet_id).first()
    pages = pages_of(booklet) if booklet else None
    if booklet is None or pages is None or pages.is_too_long:
        return
    began, content, old = timezone.now(), pages.as_pdf(), booklet.file.name
    booklet.made_at, booklet.digest = began, pages.digest
    booklet.file.save("", ContentFile(content), save=False)
    known = Booklet.objects.filter(pk=booklet_id)
    if not known.update(file=booklet.file.name, made_at=began, digest=pages.digest):
        old = booklet.file.name  # the row was forgotten meanwhile
    if old:
        private_storage().delete(old)
