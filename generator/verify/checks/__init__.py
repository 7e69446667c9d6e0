"""Checks over the whole corpus, one module per theme. To add one: a function named check_..., in OF_ALL if it needs all records."""
