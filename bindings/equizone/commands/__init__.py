"""The jobs of the command line, one per file: its arguments, and what it does with them.

Only what is quick to import is imported by these modules themselves; the rest when a job runs, so that help
comes at once and an interruption is met at any time.
"""
