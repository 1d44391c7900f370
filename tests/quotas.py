"""Other numbers in the table of quotas, for one test."""

from dataclasses import replace


def limit(settings, **most):
    """At most so many of each quota that is named."""
    changed = {name: replace(settings.QUOTAS[name], most=number) for name, number in most.items()}
    settings.QUOTAS = settings.QUOTAS | changed
