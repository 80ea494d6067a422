"""From a report to the statutory document."""
