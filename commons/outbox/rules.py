"""Who may try again what was given up."""

import rules

rules.add_perm("outbox.revive_promise", rules.is_active & rules.is_superuser)
