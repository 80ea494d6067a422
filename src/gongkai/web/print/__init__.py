"""Paper: the frame of what is printed. Letters and notices are templates; no records."""
