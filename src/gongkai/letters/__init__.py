"""Statutory letters (告知书): cited text by outcome, on paper."""
