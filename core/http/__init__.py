"""What every view uses: actions, pagination, rate limits, return URLs, feeds."""
