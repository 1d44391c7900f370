"""Who may say what they have checked of a member, and take that back."""

import rules

from hosting.rules.communities import is_coordinator, is_person_of, may_decide

rules.add_perm("hosting.attest", rules.is_active & ~is_person_of & is_coordinator)
rules.add_perm("hosting.revoke_attestation", rules.is_active & may_decide)
rules.add_perm("hosting.tell_of_end", rules.always_deny)  # left to SYSTEM
