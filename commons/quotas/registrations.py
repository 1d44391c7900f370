"""What this app declares to the packages below it, once it starts."""

from commons.quotas.actions import DatabaseCounter
from core.quotas.counters import register_fallback

register_fallback(DatabaseCounter())
