"""What the public sees. Screens only: no records."""
