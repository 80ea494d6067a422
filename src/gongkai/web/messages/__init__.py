"""Everything that leaves the platform goes through one outbox; and what is to be done today."""
