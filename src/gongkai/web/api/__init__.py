"""The REST interface `/api/v1/`: what programs see; no records of its own but tokens."""
