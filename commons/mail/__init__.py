"""E-mails: how they are rendered and sent, and letters that carry a secret."""
