"""The published table and the matching know the same terms, at the same worth to begin with."""

from dataclasses import asdict

from emergency.activations.states.activations import WEIGHTS
from emergency.matching.weights import Weights


def test_the_published_weights_are_those_of_the_matching():
    costs = {name: value for name, value in asdict(Weights()).items() if isinstance(value, float)}

    assert costs == WEIGHTS
    assert Weights(**WEIGHTS) == Weights()
