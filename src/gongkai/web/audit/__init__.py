"""Who did what, when, on which ground: append-only and hash-chained."""
