"""A coordinator writes the page of their destination on the site; it is read before it is shown."""

from __future__ import annotations

from django.db import transaction
from wagtail.rich_text import RichText

from cms.pages.errors import PageBeingReadError, PageChangedError, PageWithoutReaderError
from cms.pages.models import DestinationPage
from cms.pages.models.destination_words import DestinationWords
from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from core.text.rich_text import clean_html


@transaction.atomic
def submit_destination(
    *, page: DestinationPage, words: DestinationWords, seen: int | None, by: User
) -> DestinationPage:
    """Keep the words as a draft, and ask the readers of pages to publish it.

    `seen` is the revision that stood on the form. Raises PageBeingReadError, PageChangedError,
    PageWithoutReaderError.
    """
    require(by, "pages.write_destination", page)

    page = DestinationPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if page.workflow_in_progress:
        raise PageBeingReadError
    if page.latest_revision_id != seen:
        raise PageChangedError
    workflow = page.get_workflow()
    if workflow is None:
        raise PageWithoutReaderError

    draft = page.get_latest_revision_as_object()
    _write(draft, words)
    draft.save_revision(user=by, log_action=True)
    page.refresh_from_db()
    sent_back = page.current_workflow_state
    if sent_back is not None:
        sent_back.resume(user=by)
    else:
        workflow.start(page, by)
    audit.record(by, "page.handed_in", page)
    return page


def _write(draft: DestinationPage, words: DestinationWords) -> None:
    draft.lead, draft.without_car = words.lead, words.without_car
    for position, block in enumerate(draft.body):
        text = words.texts.get(block.id or "")
        if text is not None and block.block_type == "words":
            draft.body[position] = ("words", RichText(clean_html(text)), block.id)
    if words.added.strip():
        draft.body.append(("words", RichText(clean_html(words.added))))
