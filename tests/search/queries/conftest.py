"""An engine of its own for what asks one."""

from tests.search.engine.conftest import engine, filled

__all__ = ["engine", "filled"]
