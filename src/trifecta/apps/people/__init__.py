"""People: accounts, organisations, teams, partnerships, invitations."""
