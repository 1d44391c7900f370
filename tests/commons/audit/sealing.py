"""Rows that somebody changes who may do everything in the database."""

from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import QuerySet

from commons.audit.checks import protected_tables
from commons.audit.periodic import seal_logs
from commons.audit.selectors import verify_sealed_logs
from core.db.append_only import triggers_suspended


@contextmanager
def tampering():
    """Within, the triggers of our logs are off."""
    with transaction.atomic(), triggers_suspended(connection, protected_tables()):
        yield


def rows_of(model):
    """A plain query set: the model's own refuses."""
    return QuerySet(model)


def faults():
    """What the check finds, as sentences."""
    return [f"{one.subject} {one.words}" for one in verify_sealed_logs().faults]


def seal():
    """Everything that waits; nothing may fail."""
    assert seal_logs() == 0
