"""What several tests of hosting share."""

from functools import partial

import pytest

from hosting.offers.signals import offer_changed, offer_published, offer_withdrawn

SIGNALS = {"changed": offer_changed, "published": offer_published, "withdrawn": offer_withdrawn}


def hear(lines, name, sender, offer, **rest):
    lines.append((name, offer.pk))


@pytest.fixture
def heard():
    """What hosting announces about offers, in order."""
    lines = []
    ears = {signal: partial(hear, lines, name) for name, signal in SIGNALS.items()}
    for signal, ear in ears.items():
        signal.connect(ear)
    yield lines
    for signal, ear in ears.items():
        signal.disconnect(ear)
