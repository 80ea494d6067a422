"""Citizen numbers, credit codes, 文号 and 索引号: parse, verify, format."""
