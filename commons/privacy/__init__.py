"""What we hold about a person: the register of personal data, and the page that gives it out."""
