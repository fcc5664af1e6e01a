"""What moves a panel that should not: its dossiers under test, and how far votes changed. Pure."""
