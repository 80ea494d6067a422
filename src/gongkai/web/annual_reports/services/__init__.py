"""What may be done with an annual report. Every act is a function of one of these modules."""
