"""The index kept true: changes that are written, rebuilds, and a report."""
