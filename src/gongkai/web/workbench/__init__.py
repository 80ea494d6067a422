"""What officials see. Screens only: no records; a view asks, calls one service and answers."""
