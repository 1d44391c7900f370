"""From any uploaded bytes to a picture that holds nothing but its pixels."""
