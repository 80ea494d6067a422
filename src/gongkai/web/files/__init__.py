"""Stored bytes: limits, types, hashes, keys of owners and their erasure."""
