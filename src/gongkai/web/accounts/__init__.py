"""Who may: people, their roles in organs, and the one table of permissions."""
