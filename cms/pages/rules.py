"""Who may plant editorial pages by program; people use the Wagtail admin and its permissions."""

import rules

rules.add_perm("pages.create_page", rules.is_active & rules.is_superuser)
