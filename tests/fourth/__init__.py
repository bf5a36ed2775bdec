"""A fourth language, for tests/test_fourth_language.py: settings and a walk that run in a process of their own."""
