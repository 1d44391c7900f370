"""Who may have an archive made, and import one."""

from __future__ import annotations

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email, is_themselves
from commons.privacy.models import ArchiveImport


@rules.predicate
def imports_it(person: Visitor, archive: ArchiveImport) -> bool:
    return archive.person_id == person.pk


rules.add_perm("privacy.ask_for_archive", rules.is_active & is_themselves)
rules.add_perm("privacy.check_archive", rules.is_active & has_verified_email)
rules.add_perm("privacy.import_archive", rules.is_active & has_verified_email & imports_it)
rules.add_perm("privacy.withdraw_consent", rules.is_active & is_themselves)
rules.add_perm("privacy.close_inactive_account", rules.always_deny)  # left to SYSTEM
