"""Who counts."""

from __future__ import annotations

import rules

rules.add_perm("emergency_figures.keep_figures", rules.always_deny)  # left to SYSTEM
