"""Views for whoever reports, whoever wrote it, and whoever decides."""
