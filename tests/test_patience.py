"""One factor for all that tests wait for."""

import pytest

from tests.patience import VARIABLE, milliseconds, patience


def test_patience_is_what_it_says_where_no_factor_is_given(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)

    assert (patience(20), milliseconds(0.25)) == (20, 250)


def test_patience_is_multiplied_by_the_factor(monkeypatch):
    monkeypatch.setenv(VARIABLE, "2.5")

    assert (patience(20), milliseconds(20)) == (50, 50_000)


@pytest.mark.parametrize("factor", ["", "four", "0", "-1", "nan", "inf"])
def test_patience_refuses_what_is_no_factor(monkeypatch, factor):
    monkeypatch.setenv(VARIABLE, factor)

    with pytest.raises(pytest.UsageError, match="TEST_PATIENCE has to be a number above 0"):
        patience(20)
