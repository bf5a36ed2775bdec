"""Validation of uploaded files: pure rules over a file, run in a child process (isolated.py) before it is stored.

Nothing here reads the database or the settings. Each refusal is an Invalid with a sentence of its own."""
