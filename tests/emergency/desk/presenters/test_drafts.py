"""What keeps a request without a home is said for every constraint."""

from emergency.desk.presenters.drafts import BLOCKING
from emergency.matching.constraints import HardConstraint


def test_every_constraint_has_a_sentence():
    assert set(BLOCKING) == set(HardConstraint)
    assert all(str(words).endswith(".") for words in BLOCKING.values())
