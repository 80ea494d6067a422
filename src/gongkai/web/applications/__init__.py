"""依申请公开: applications, their clock, letters, fees, reconsideration and lawsuits."""
