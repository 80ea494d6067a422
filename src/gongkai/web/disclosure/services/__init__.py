"""The acts of publication: one module a noun, one function an act. Only these change records of this app."""
