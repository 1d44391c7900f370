"""Who may erase what a host leaves."""

import rules

rules.add_perm("hosting_erasure.erase_offer", rules.always_deny)  # left to SYSTEM
