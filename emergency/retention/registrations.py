"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.privacy.registries.erasures import register_eraser
from emergency.retention.actions.erasure import SUBMISSION, forget_again

register_eraser(SUBMISSION, forget_again)
