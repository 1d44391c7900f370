"""Who may try again what was given up."""

import rules

rules.add_perm("outbox.retry_entry", rules.is_active & rules.is_superuser)
