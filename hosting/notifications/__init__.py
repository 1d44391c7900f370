"""What hosting tells people: one notice a call, in the words of templates/hosting/email/."""
