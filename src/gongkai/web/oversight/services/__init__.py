"""What may be done in oversight. Every act is a function of one of these modules."""
