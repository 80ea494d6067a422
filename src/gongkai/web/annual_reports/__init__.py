"""The annual report of an organ and a year: counted, drafted, checked, signed, published, filed, added up."""
