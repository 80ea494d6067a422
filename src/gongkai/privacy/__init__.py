"""Personal data: find it, mask it, prove it is gone."""
