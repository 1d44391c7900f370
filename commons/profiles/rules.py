"""Who may change what a person shows of themselves."""

import rules

from commons.accounts.rules import has_verified_email, is_themselves, moderates_people

rules.add_perm("profiles.change_profile", rules.is_active & has_verified_email & is_themselves)
rules.add_perm("profiles.moderate_profile", rules.is_active & moderates_people & ~is_themselves)
rules.add_perm("profiles.erase_profile", rules.always_deny)  # left to SYSTEM
