"""Kyrgyz words: a table of suffixes that is read backwards and forwards, and a ranker that chooses among readings.

docs/kyrgyz.md explains the table to linguists.
"""
