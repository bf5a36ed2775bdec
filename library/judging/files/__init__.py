"""What somebody sent is looked through before it is kept: pure rules over a file, run in a process of its own.

Nothing here reads the database or the settings. Each refusal is an Invalid with a sentence of its own."""
