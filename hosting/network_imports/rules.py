"""Who may bring a network's members and offers, and who may answer its invitation."""

import rules

from commons.accounts.rules import has_verified_email
from hosting.communities.rules import is_coordinator

rules.add_perm("network_imports.import_network", rules.is_active & is_coordinator)
rules.add_perm("network_imports.change_import", rules.is_active & is_coordinator)
rules.add_perm("network_imports.accept_invitation", rules.is_active & has_verified_email)
rules.add_perm("network_imports.forget_import", rules.always_deny)  # left to SYSTEM
rules.add_perm("network_imports.forget_invitation", rules.always_deny)  # left to SYSTEM
