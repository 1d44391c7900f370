"""What every answer of the API has: access rules, problems (RFC 9457), keyset pagination."""
