"""Signal handlers: they only write rows, in the transaction of the change."""
