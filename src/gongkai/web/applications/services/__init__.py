"""The acts of 依申请公开, one function each. Screens and API call these; nothing else changes a record."""
