"""The law as data: parameters, calendar, clock, fees, outcomes."""
