"""What may be done with editorial pages."""
