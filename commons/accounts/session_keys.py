"""What a session says of how and when it was opened, under these keys."""

from typing import Final

SECOND_FACTOR: Final = "accounts_second_factor"
"""Primary key of the person who opened or confirmed this session with a second factor."""

PRIVILEGED: Final = "accounts_privileged"
"""True where the person held a privileged role: this session ends sooner than others."""

STARTED: Final = "accounts_started"
"""When the person logged in, in seconds since 1970."""

SEEN: Final = "accounts_seen"
"""When the person last did something, in the same way; up to a minute too early."""

GUARDED_AT: Final = "accounts_guarded_at"
"""When they last used a page behind `recent_action_required`, in the same way.

Apart from SEEN, which any page moves on.
"""
