"""What is remembered: every paid call, every run and every dossier version, in one SQLite file a workspace.

Django owns the schema (`models.py`, `migrations/`) and serves the desk and the history. A run goes past
Django: importing it takes 0.2 s of CPU, about as much as all else in a run that the ledger serves. So the
ledger and the run records speak SQL to the same tables, and a test holds their columns against the models.
"""
