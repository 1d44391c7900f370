"""A translation is handed in to be read, like a page that was written here."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translations.errors import BeingReadError, NobodyReadsError
from commons.accounts.models import User
from core.permissions import require


@transaction.atomic
def submit_translation(*, translation: Translation, by: User) -> Page:
    """Bring the words that are translated so far into a draft, and ask somebody to read it."""
    page = translation.get_target_instance()
    require(by, "translations.submit_translation", page)

    page = type(page).objects.select_for_update().get(pk=page.pk)
    if page.workflow_in_progress:
        raise BeingReadError
    workflow = page.get_workflow()
    if workflow is None:
        raise NobodyReadsError

    translation.save_target(user=by, publish=False)
    page.refresh_from_db()

    workflow.start(page, by)
    return page
