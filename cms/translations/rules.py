"""Who may hand in a translation of a page."""

import rules
from wagtail.models import Page

from commons.accounts.permissions import Visitor


@rules.predicate
def edits(person: Visitor, page: Page) -> bool:
    """By the groups of Wagtail, at this page or above it."""
    return bool(page.permissions_for_user(person).can_edit())


rules.add_perm("translations.submit_translation", rules.is_active & edits)
