"""What every door of the REST API shares: problem details, idempotency, pages of a list, throttles."""
