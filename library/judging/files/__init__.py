"""Validation of uploaded files, run in a child process (isolated_judging.py) before they are stored.

Nothing here reads the database or the settings. Each refusal is an Invalid with a sentence of its own."""
