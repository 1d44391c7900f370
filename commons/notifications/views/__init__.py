"""My desk, my notices, my mails."""
