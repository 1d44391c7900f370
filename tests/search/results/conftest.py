"""An embedded engine of its own for what asks one."""

import pytest

from tests.search.engines.conftest import embedded


@pytest.fixture
def engine(db):
    """With an empty index."""
    engine = embedded()
    engine.build().finish()
    return engine
