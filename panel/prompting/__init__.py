"""Persona + dossier → prompt. System text is ours alone; what is known about a tool is delimited data."""
