"""The public pages of an emergency, and the page behind a link."""
