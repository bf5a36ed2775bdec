"""Validation of uploaded files: pure rules, run in a child process (isolated_judging.py) before it is stored.

Nothing here reads the database or the settings. Each refusal is an Invalid with a sentence of its own."""
