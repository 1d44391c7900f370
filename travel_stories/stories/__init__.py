"""Stories: drafts written together, consents, review, editions."""
