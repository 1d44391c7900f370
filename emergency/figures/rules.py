"""Who counts."""

from __future__ import annotations

import rules

rules.add_perm("emergency.keep_figures", rules.always_deny)  # left to SYSTEM
