"""File or web page → dossier: validated, cleaned of hidden text with a report, and hashed."""
